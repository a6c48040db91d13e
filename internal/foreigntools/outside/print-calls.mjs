// Prints the calls of a document as JSON.
import { calls } from './calls.mjs';

console.log(JSON.stringify(calls(process.argv[2])));
