@node "%~dp0vscode-executable.ts" %*
