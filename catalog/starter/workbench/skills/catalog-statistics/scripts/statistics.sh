#!/bin/sh
# Stub: prints fixed, invented figures. Takes no arguments, reads nothing.
cat <<'TEXT'
{
  "stub": true,
  "entries": 42,
  "byKind": { "skill": 30, "subagent": 4, "command": 3, "hook": 1, "mcp_server": 1, "plugin": 3 },
  "byRiskTier": { "minimal": 25, "limited": 12, "high": 5 },
  "byLicense": { "Apache-2.0": 28, "MIT": 12, "none": 2 }
}
TEXT
