package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.spi.limit.Limit;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * What the steps of the form find out about one submission and tell each other. Keycloak makes each step anew for each of
 * its phases, so it lies in the session of the request and ends with it.
 */
final class SignUp {

    private static final String KEY = SignUp.class.getName();

    private String address = "";
    private boolean addressTold;
    private boolean hidden;
    private boolean faulty;
    private boolean invited;
    private List<Limit> charged = List.of();
    private FormRejection refusal;
    private String suggestion;

    private SignUp() {}

    static SignUp of(KeycloakSession session) {
        SignUp known = session.getAttribute(KEY, SignUp.class);
        if (known == null) {
            known = new SignUp();
            session.setAttribute(KEY, known);
        }
        return known;
    }

    /** The address to register, as it was typed or taken from a suggestion. */
    String address() {
        return address;
    }

    void address(String value) {
        address = value == null ? "" : value.trim();
    }

    /** Whether the visitor is told that an account has the address: then there is nothing more to say about it. */
    boolean addressTold() {
        return addressTold;
    }

    void noteAddressTold() {
        addressTold = true;
    }

    /** Whether there is an account and the visitor must not learn of it. */
    boolean hidden() {
        return hidden;
    }

    void hide() {
        hidden = true;
    }

    /** Whether there is a fault that has nothing to do with an account that exists. */
    boolean faulty() {
        return faulty;
    }

    void noteFault() {
        faulty = true;
    }

    /** Whether the link of an invitation led here, so that the address is wanted and known to be read by the visitor. */
    boolean invited() {
        return invited;
    }

    void noteInvited() {
        invited = true;
    }

    /** What was charged for it. */
    List<Limit> charged() {
        return charged;
    }

    void charged(List<Limit> limits) {
        charged = List.copyOf(limits);
    }

    /** The address that was probably meant. */
    Optional<String> suggestion() {
        return Optional.ofNullable(suggestion);
    }

    void suggest(String likely) {
        suggestion = likely;
    }

    /** Why the guard sends the form back. */
    Optional<FormRejection> refusal() {
        return Optional.ofNullable(refusal);
    }

    void refuse(FormRejection value) {
        refusal = value;
    }
}
