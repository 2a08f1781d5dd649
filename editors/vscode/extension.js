// Starts `sla lsp`, and shows what `sla explain` and `sla check` print.
"use strict";

const { execFile } = require("node:child_process");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function command() {
  return vscode.workspace.getConfiguration("sla").get("command") || "sla";
}

/** Runs `sla` beside the open file and shows what it prints in a document of its own. */
async function show(args, language) {
  const file = vscode.window.activeTextEditor?.document.uri.fsPath;
  const folder = file ? path.dirname(file) : vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (!folder) {
    vscode.window.showErrorMessage("Open a file of the workspace first.");
    return;
  }
  const said = await new Promise((resolve) => {
    execFile(command(), args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve(stdout || stderr || (error ? String(error.message) : ""));
    });
  });
  const document = await vscode.workspace.openTextDocument({ content: said, language });
  await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
}

/** The addresses around the pointer, the innermost first: `atelier-payments/uptime`, then `atelier-payments`. */
async function around(editor) {
  const symbols =
    (await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", editor.document.uri)) || [];
  const found = [];
  let level = symbols;
  for (;;) {
    const inner = level.find((symbol) => symbol.range.contains(editor.selection.active));
    if (!inner) {
      return found;
    }
    found.unshift(found.length ? `${found[0]}/${inner.name}` : inner.name);
    level = inner.children || [];
  }
}

async function explain(address) {
  if (typeof address !== "string") {
    const editor = vscode.window.activeTextEditor;
    const found = editor ? await around(editor) : [];
    address = await vscode.window.showInputBox({
      prompt: "A promise such as atelier-payments/uptime, an agreement, or a calendar",
      value: found[0] || "",
    });
  }
  if (address) {
    await show(["explain", address], "plaintext");
  }
}

async function activate(context) {
  if (!vscode.workspace.isTrusted) {
    context.subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(() => start(context)));
    return;
  }
  await start(context);
}

async function start(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("sla.explain", explain),
    vscode.commands.registerCommand("sla.report", () => show(["check", "--format", "markdown"], "markdown")),
  );
  client = new LanguageClient(
    "sla",
    "SLA",
    { command: command(), args: ["lsp"] },
    {
      documentSelector: [{ scheme: "file", language: "sla" }, { scheme: "untitled", language: "sla" }],
      initializationOptions: { explain: "sla.explain" },
    },
  );
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(
      `\`${command()} lsp\` did not start. Install sla-dsl with its extra \`lsp\`, or set \`sla.command\`. ${error.message}`,
    );
  }
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
