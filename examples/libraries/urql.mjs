import { cacheExchange, Client, fetchExchange, gql, mapExchange } from "@urql/core";
import { urqlExchange } from "bigcommerce-tokens/adapters";
import { endpoint, provider } from "./provider.mjs";

const client = new Client({
  url: endpoint,
  preferGetMethod: false,
  exchanges: [cacheExchange, urqlExchange(provider, mapExchange), fetchExchange],
});

const query = gql`
  query StoreName {
    site {
      settings {
        storeName
      }
    }
  }
`;
const { data, error } = await client.query(query, {});
if (error) throw error;
console.log(data.site.settings.storeName);
