"""Who reads the alerts of the risk desk and who judges them."""

VIEW_ALERT = "compliance.view_risk_alert"
JUDGE_ALERT = "compliance.judge_risk_alert"
