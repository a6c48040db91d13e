// Prints what swagger-parser finds wrong with a document.
import parser from '@apidevtools/swagger-parser';

try {
  await parser.validate(process.argv[2]);
} catch (error) {
  console.log(error.message.split('\n').join(' '));
}
