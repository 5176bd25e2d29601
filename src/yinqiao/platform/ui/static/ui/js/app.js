/* Our scripts: each module looks after one behaviour of the shell. No inline handlers, no eval (UI.md §15). */
import "./requests.js";
import "./appearance.js";
import "./dialogs.js";
import "./palette.js";
import "./toasts.js";
import "./watermark.js";
import "./tables.js";
import "./keys.js";
import "./session.js";
import "./drafts.js";
import "./answers.js";
import "./help.js";
import "./charts.js";
import "./libraries.js";
import "./tabs.js";
import "./uploads.js";
import "./print.js";
