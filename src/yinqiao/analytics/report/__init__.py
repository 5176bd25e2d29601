"""客户资产配置报告 (A72): what a customer holds, drawn for her from the live holdings, with suitability note and disclaimer."""
