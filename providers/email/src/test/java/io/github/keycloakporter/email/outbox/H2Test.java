package io.github.keycloakporter.email.outbox;

class H2Test extends MailStoreContract {

    @Override
    protected MailStore startStore() {
        // "value" is a keyword of H2's and a column of Keycloak's: the same address as in the server
        return new MailStore("jdbc:h2:mem:mail;DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE", "sa", "");
    }
}
