//! Any status and any body, read by every operation: no panic, and no error repeats a secret.
#![no_main]

use bigcommerce_tokens::{
    b2b,
    http::Response,
    operation::{Account, Operation},
    storefront::{self, Family},
    types::{
        AccessToken, AuthToken, B2bTokenName, ChannelId, Channels, CustomerId, Email, Endpoint, ExpiresAt, Jti, Jwt,
        Password, Scope, Scopes, ServerToServerTokenId, StoreHash, Validity,
    },
};
use libfuzzer_sys::fuzz_target;

const SECRETS: [&str; 5] = [
    "synthetic0access0token",
    "owner@example.com",
    "synthetic-pa55w0rd",
    "shopper0session.e30.canary",
    "back0end0canary0token",
];

fn read<O: Operation>(operation: &O, account: &Account<'_>, response: &Response) {
    let sent = operation.request(account);
    assert!(SECRETS.iter().all(|secret| !sent.url.contains(secret)), "a URL that is shown holds a secret");
    if let Err(error) = operation.response(&sent, response) {
        let told = format!("{error} {error:?}");
        for secret in SECRETS.iter().filter(|secret| sent.redactor().finds_secret_in(secret)) {
            assert!(!told.contains(secret), "an error repeats a secret");
        }
    }
}

fuzz_target!(|input: (u16, Option<&str>, &[u8])| {
    let (status, location, body) = input;
    let [access_token, email, password, jwt, auth_token] = SECRETS;
    let endpoint = Endpoint::new("https://api.example.com").unwrap();
    let store_hash = StoreHash::new("g5cd38").unwrap();
    let access_token = AccessToken::new(access_token).unwrap();
    let account = Account { endpoint: &endpoint, store_hash: &store_hash, access_token: Some(&access_token) };
    let response = Response {
        status,
        location: location.map(str::to_owned),
        body: zeroize::Zeroizing::new(body.to_vec()),
    };
    let (channels, expires_at) = (Channels::All, ExpiresAt::NEVER);
    let (email, password) = (Email::new(email).unwrap(), Password::new(password).unwrap());
    let (name, jwt) = (B2bTokenName::new("fuzz").unwrap(), Jwt::new(jwt).unwrap());
    let auth_token = AuthToken::new(auth_token).unwrap();

    let scopes = Scopes::new([Scope::Customer]).unwrap();
    let private = storefront::CreatePrivateToken { channels: channels.clone(), expires_at, scopes, name: None };
    read(&private, &account, &response);
    for family in Family::ALL {
        let list = storefront::ListTokens { family, page: None, limit: None, sort: None, direction: None };
        read(&list, &account, &response);
        read(&storefront::RevokeToken { family, token: jwt.clone() }, &account, &response);
        read(&storefront::RevokeTokenById { family, jti: Jti::new("7").unwrap() }, &account, &response);
    }
    let sign_in = b2b::CreateServerToServerToken { email: email.clone(), password: password.clone(), name: name.clone() };
    read(&sign_in, &account, &response);
    let list = b2b::ListServerToServerTokens { auth_token: auth_token.clone(), limit: None, offset: None };
    read(&list, &account, &response);
    let id = ServerToServerTokenId::new(1).unwrap();
    let delete = b2b::DeleteServerToServerToken { auth_token, id, name: None, email: None };
    read(&delete, &account, &response);
    let (channel_id, validity) = (ChannelId::new(1).unwrap(), Validity::default());
    read(&b2b::CreateCustomerToken { email, password, channel_id, name, validity }, &account, &response);
    let customer_id = CustomerId::new(1).unwrap();
    let storefront = b2b::CreateStorefrontToken { customer_id, channel_id: None, customer_access_token: None };
    read(&storefront, &account, &response);
    let exchange = b2b::StorefrontTokenFromCurrentCustomerJwt { jwt, channel_id: Some(channel_id) };
    read(&exchange, &account, &response);
});
