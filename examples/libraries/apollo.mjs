import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { SetContextLink } from "@apollo/client/link/context";
import { ErrorLink } from "@apollo/client/link/error";
import { apolloLink } from "bigcommerce-tokens/adapters";
import { endpoint, provider } from "./provider.mjs";

const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.from([apolloLink(provider, { ErrorLink, SetContextLink }), new HttpLink({ uri: endpoint })]),
});

const { data } = await client.query({
  query: gql`
    query StoreName {
      site {
        settings {
          storeName
        }
      }
    }
  `,
});
console.log(data.site.settings.storeName);
