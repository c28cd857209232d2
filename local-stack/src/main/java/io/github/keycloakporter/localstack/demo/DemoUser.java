package io.github.keycloakporter.localstack.demo;

/**
 * Who is logged in, as the validated ID token says.
 *
 * @param subject Keycloak's id of the user
 * @param name the full name, or the address where there is none
 * @param email the address
 * @param emailVerified whether the address is proven
 * @param idToken the token itself, needed as the hint when logging out; never shown
 */
record DemoUser(String subject, String name, String email, boolean emailVerified, String idToken) {

    /** The token is a secret: it has no place in a log. */
    @Override
    public String toString() {
        return "DemoUser[subject=" + subject + "]";
    }
}
