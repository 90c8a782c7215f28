import { libraryContract } from './library-contract.ts';
import { prisma } from './libraries/prisma.ts';

libraryContract(prisma);
