import { requiredScopes } from "bigcommerce-tokens/scopes";

const document = `
  query OrderOfCheckout($id: String!) {
    site { checkout(entityId: $id) { order { entityId } } }
  }
`;
const { scopes, because, unknownFields } = requiredScopes(document);

console.log(`ask for: ${scopes.join(", ")}`);
for (const { path, scope, certainty, why } of because) console.log(`${path} needs ${scope} (${certainty}: ${why})`);
if (unknownFields.length > 0) console.log(`not known: ${unknownFields.join(", ")}`);
