import type { Rule } from './rule.ts';

/** What can be wrong with the manifests and configurations of a plugin. */
export const pluginRules = {
  'agent-plugin-invalid': {
    title: 'The plugin manifest breaks the Agent Plugins specification',
    severity: 'error',
    why: 'Clients of the specification refuse the whole plugin and load none of its parts (sections 5.2 to 5.5).',
    hint: 'Correct the field that is named in plugin.json.',
    quarantines: true,
  },
  'agent-plugin-field-ignored': {
    title: 'A field of the plugin manifest is ignored',
    severity: 'warning',
    why: 'The manifest of the Agent Plugins specification is closed: clients report what they do not know and go on without it (sections 5.2 and 8.1).',
    hint: 'Take it out, or put it below "extensions" under the reverse domain name of the client that reads it.',
  },
  'agent-plugin-component-invalid': {
    title: 'One kind of component cannot be loaded',
    severity: 'error',
    why: 'Clients of the Agent Plugins specification leave out all skills, or all MCP servers, and load the rest of the plugin (sections 6.2 and 7.2.2).',
    hint: 'Correct what is named; skills lie in the folder "skills", servers in the file "mcp.json", both inside the plugin.',
  },
  'mcp-server-invalid': {
    title: 'An MCP server breaks the Agent Plugins specification',
    severity: 'error',
    why: 'Clients skip this server and load the others (sections 7.2.1 and 7.2.2).',
    hint: 'Correct the field that is named in mcp.json.',
    quarantines: true,
  },
  'mcp-server-unset': {
    title: 'An MCP server without an address yet',
    severity: 'warning',
    why: 'Its place is left empty for whoever installs the plugin, so there is nothing to list or to connect to.',
    hint: 'Fill in "url", or take the server out until there is one.',
    quarantines: true,
  },
  'manifest-name-missing': {
    title: 'A plugin manifest without a name',
    severity: 'warning',
    why: 'Harnesses refuse the plugin or call it after its folder, as is done here.',
    hint: 'Add "name" to the manifest.',
  },
  'plugin-manifests-disagree': {
    title: 'Two manifests of one plugin say different things',
    severity: 'warning',
    why: 'Which name, version or description people see then depends on the harness they use.',
    hint: 'Write the same in both manifests.',
  },
  'hooks-empty': {
    title: 'A file of hooks without hooks',
    severity: 'info',
    why: 'There is nothing in it to list.',
    hint: 'Nothing, or delete the file.',
  },
  'hooks-form-unknown': {
    title: 'Hooks in a form that no known harness reads',
    severity: 'warning',
    why: 'Harnesses read a map from events to lists. What is written in another way is shown here and never runs.',
    hint: 'Write {"hooks": {"<event>": [ … ]}} as the hooks reference of the harness shows it.',
  },
} as const satisfies Record<string, Rule>;
