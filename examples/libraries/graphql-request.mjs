import { gql, GraphQLClient } from "graphql-request";
import { endpoint, provider } from "./provider.mjs";

const client = new GraphQLClient(endpoint, { fetch: provider.fetch });

const data = await client.request(gql`
  query StoreName {
    site {
      settings {
        storeName
      }
    }
  }
`);
console.log(data.site.settings.storeName);
