//! Any status and any body, read by both operations: no panic, and no error repeats a secret.
#![no_main]

use bigcommerce_tokens::{
    b2b::CreateServerToServerToken,
    http::Response,
    operation::{Account, Operation},
    storefront::CreatePrivateToken,
    types::{
        AccessToken, B2bTokenName, Channels, Email, Endpoint, ExpiresAt, Password, Scope, Scopes, StoreHash,
    },
};
use libfuzzer_sys::fuzz_target;

const SECRETS: [&str; 3] = ["synthetic0access0token", "owner@example.com", "synthetic-pa55w0rd"];

fn read<O: Operation>(operation: &O, account: &Account<'_>, response: &Response) {
    let sent = operation.request(account);
    if let Err(error) = operation.response(&sent, response) {
        let told = format!("{error} {error:?}");
        for secret in SECRETS {
            assert!(!told.contains(secret), "an error repeats a secret");
        }
    }
}

fuzz_target!(|input: (u16, Option<&str>, &[u8])| {
    let (status, location, body) = input;
    let [access_token, email, password] = SECRETS;
    let endpoint = Endpoint::new("https://api.example.com").unwrap();
    let store_hash = StoreHash::new("g5cd38").unwrap();
    let access_token = AccessToken::new(access_token).unwrap();
    let account = Account { endpoint: &endpoint, store_hash: &store_hash, access_token: Some(&access_token) };
    let response = Response {
        status,
        location: location.map(str::to_owned),
        body: zeroize::Zeroizing::new(body.to_vec()),
    };
    let private = CreatePrivateToken {
        channels: Channels::All,
        expires_at: ExpiresAt::NEVER,
        scopes: Scopes::new([Scope::Customer]).unwrap(),
        name: None,
    };
    let b2b = CreateServerToServerToken {
        email: Email::new(email).unwrap(),
        password: Password::new(password).unwrap(),
        name: B2bTokenName::new("fuzz").unwrap(),
    };
    read(&private, &account, &response);
    read(&b2b, &account, &response);
});
