import type { ICruiseOptions, IRegularForbiddenRuleType } from 'dependency-cruiser';
import { frontDoors, type Room, rooms } from './rooms.ts';

const inRoom = (name: string) => `^src/${name}/`;
const isFrontDoor = `^src/(${Object.keys(frontDoors).join('|')})\\.ts$`;
// A package that isn't installed keeps its bare name.
const isPackage = (name: string) => `(^|node_modules/)${name}(/|$)`;

const forbid = (
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType => ({ name, comment, severity: 'error', from, to });

/** Each rule looks at targets that no other rule looks at, so that a violation has one name. */
function rulesOf(place: string, from: string, { rooms: may, types = [] }: Room) {
  const known = [from, ...may.map(inRoom)];
  const rules = [
    forbid(
      place,
      `${place} imports nothing but ${[...may, ...types].join(', ') || 'itself'}`,
      { path: from },
      { path: '^src/', pathNot: [...known, ...types.map(inRoom), isFrontDoor] },
    ),
  ];
  if (types.length === 0) return rules;
  return [
    ...rules,
    forbid(
      `${place}-types`,
      `${place} names ${types.join(', ')} in types and runs none of it`,
      { path: from },
      { path: types.map(inRoom), dependencyTypesNot: ['type-only'] },
    ),
  ];
}

const owners = Object.entries(rooms).flatMap(([name, { packages = [] }]) =>
  packages.map((dependency) => ({ name, dependency })),
);

export const importRules: readonly IRegularForbiddenRuleType[] = [
  ...Object.entries(rooms).flatMap(([name, room]) => rulesOf(name, inRoom(name), room)),
  ...Object.entries(frontDoors).flatMap(([name, room]) =>
    rulesOf(`${name}.ts`, `^src/${name}\\.ts$`, room),
  ),
  forbid(
    'front-doors',
    'index.ts and core.ts are for users: a room imports the rooms it needs',
    { path: '^src/' },
    { path: isFrontDoor },
  ),
  ...owners.map(({ name, dependency }) =>
    forbid(
      `${dependency}-lives-in-${name}`,
      `${dependency} is imported in src/${name} and nowhere else`,
      { path: '^src/', pathNot: inRoom(name) },
      { path: isPackage(dependency) },
    ),
  ),
  forbid(
    'node-lives-in-adapters',
    'The core runs on any platform: node:* belongs to adapters',
    { path: '^src/', pathNot: '^src/adapters/' },
    { dependencyTypes: ['core'] },
  ),
  forbid(
    'no-other-packages',
    'Drivers and engines are never dependencies: an adapter takes a structural client, and names a package in types at most',
    { path: '^src/' },
    {
      pathNot: ['^src/', ...owners.map(({ dependency }) => isPackage(dependency))],
      dependencyTypesNot: ['core', 'type-only'],
    },
  ),
  forbid(
    'no-package-types-in-the-core',
    'Types of other packages would reach the declarations of the core',
    { path: '^src/', pathNot: '^src/adapters/' },
    {
      pathNot: ['^src/', ...owners.map(({ dependency }) => isPackage(dependency))],
      dependencyTypes: ['type-only'],
      dependencyTypesNot: ['core'],
    },
  ),
  forbid('no-cycles', 'A cycle has no first room to read', { path: '^src/' }, { circular: true }),
];

export const cruiseOptions: ICruiseOptions = {
  ruleSet: { forbidden: [...importRules] },
  // Types cross a border as values do.
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
};
