/** `npm run bench`: prints figures beside their goals. It asserts nothing: machines differ. */
import { benchActivation } from './activation.ts';
import { benchBicep } from './bicep.ts';
import { benchBicepGrants } from './bicep-grants.ts';
import { benchDiagnosis } from './diagnosis.ts';
import { benchExplain, printAccuracy } from './explain.ts';
import { printFigures } from './figure.ts';
import { benchInventory } from './inventory.ts';
import { benchJudging } from './judging.ts';
import { benchSize } from './size.ts';

printFigures('A diagnosis of the sample over the wire', await benchDiagnosis());
printFigures('The inventory of a company', await benchInventory());
printFigures('Judging a large tenant', benchJudging());
printFigures('Reading Bicep', await benchBicep());
printFigures('Evaluating Bicep into role grants', benchBicepGrants());
printFigures('Explaining errors', benchExplain());
printAccuracy();
printFigures('What users download and load', await benchSize());
printFigures('In VS Code', await benchActivation());
