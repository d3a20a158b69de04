import { isOptional, type Setting, type SettingDefinitions } from './settings.ts';

/**
 * Renders a section of `.env.example`: each setting with its meaning, commented out at its default, so that copying the
 * file changes nothing.
 */
export function describeSettings(title: string, definitions: SettingDefinitions): string {
  const blocks = Object.values(definitions).map(describeOne);
  return [`## ${title}`, ...blocks].join('\n\n') + '\n';
}

function describeOne(definition: Setting): string {
  const { envName, describe, secret, example } = definition;
  const value = secret ? '' : (definition.default ?? example ?? '');
  const isNeeded = definition.default === undefined && !isOptional(definition);
  const required = !isNeeded ? '' : definition.group === undefined ? ' Required.' : ` Needed for ${definition.group}.`;
  const note = secret ? ' Secret.' : '';
  return `# ${describe}.${note}${required}\n#${envName}=${value}`;
}
