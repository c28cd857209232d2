package io.github.keycloakporter.notifications.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.events.EventType;

class HarmlessEventsTest {

    private static final Set<String> HARMLESS = Set.of(
            "LOGOUT",
            "USER_SESSION_DELETED",
            "REVOKE_GRANT",
            "USER_DISABLED_BY_TEMPORARY_LOCKOUT",
            "USER_DISABLED_BY_PERMANENT_LOCKOUT",
            "RESTART_AUTHENTICATION",
            "SEND_RESET_PASSWORD",
            "EXECUTE_ACTION_TOKEN");

    /** What gives access, changes the account, mails to it, or says nothing of a user (those are never undone). */
    private static final Set<String> UNDONE = Set.of(
            "LOGIN",
            "REGISTER",
            "CODE_TO_TOKEN",
            "CLIENT_LOGIN",
            "REFRESH_TOKEN",
            "VALIDATE_ACCESS_TOKEN",
            "INTROSPECT_TOKEN",
            "FEDERATED_IDENTITY_LINK",
            "REMOVE_FEDERATED_IDENTITY",
            "UPDATE_EMAIL",
            "UPDATE_PROFILE",
            "UPDATE_PASSWORD",
            "UPDATE_TOTP",
            "VERIFY_EMAIL",
            "VERIFY_PROFILE",
            "REMOVE_TOTP",
            "GRANT_CONSENT",
            "UPDATE_CONSENT",
            "SEND_VERIFY_EMAIL",
            "SEND_IDENTITY_PROVIDER_LINK",
            "RESET_PASSWORD",
            "INVALID_SIGNATURE",
            "REGISTER_NODE",
            "UNREGISTER_NODE",
            "USER_INFO_REQUEST",
            "IDENTITY_PROVIDER_LINK_ACCOUNT",
            "IDENTITY_PROVIDER_LOGIN",
            "IDENTITY_PROVIDER_FIRST_LOGIN",
            "IDENTITY_PROVIDER_POST_LOGIN",
            "IDENTITY_PROVIDER_RESPONSE",
            "IDENTITY_PROVIDER_RETRIEVE_TOKEN",
            "IMPERSONATE",
            "CUSTOM_REQUIRED_ACTION",
            "EXECUTE_ACTIONS",
            "CLIENT_INFO",
            "CLIENT_REGISTER",
            "CLIENT_UPDATE",
            "CLIENT_DELETE",
            "CLIENT_INITIATED_ACCOUNT_LINKING",
            "TOKEN_EXCHANGE",
            "OAUTH2_DEVICE_AUTH",
            "OAUTH2_DEVICE_VERIFY_USER_CODE",
            "OAUTH2_DEVICE_CODE_TO_TOKEN",
            "AUTHREQID_TO_TOKEN",
            "PERMISSION_TOKEN",
            "DELETE_ACCOUNT",
            "PUSHED_AUTHORIZATION_REQUEST",
            "OAUTH2_EXTENSION_GRANT",
            "FEDERATED_IDENTITY_OVERRIDE_LINK",
            "UPDATE_CREDENTIAL",
            "REMOVE_CREDENTIAL",
            "INVITE_ORG",
            "VERIFIABLE_CREDENTIAL_REQUEST",
            "VERIFIABLE_CREDENTIAL_OFFER_REQUEST",
            "VERIFIABLE_CREDENTIAL_NONCE_REQUEST",
            "VERIFIABLE_CREDENTIAL_CREATE_OFFER",
            "VERIFIABLE_CREDENTIAL_PRE_AUTHORIZED_GRANT",
            "JWT_AUTHORIZATION_GRANT");

    /** A type that a new Keycloak adds is undone until somebody has looked at it and put it into one of the two lists. */
    @Test
    void everyTypeWasLookedAt() {
        Set<String> known = new TreeSet<>(HARMLESS);
        known.addAll(UNDONE);
        assertThat(Arrays.stream(EventType.values()).map(EventType::name).filter(name -> !name.endsWith("_ERROR")))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void onlyFailuresAndTheListedTypesStand(EventType type) {
        assertThat(HarmlessEvents.contain(type))
                .isEqualTo(HARMLESS.contains(type.name()) || type.name().endsWith("_ERROR"));
    }

    /** What is undone is stored as a failure of the same type, which Keycloak finds by its name. */
    @Test
    void whatIsUndoneHasAFailureToBeStoredAs() {
        EnumSet.allOf(EventType.class).stream()
                .filter(type -> !HarmlessEvents.contain(type))
                .forEach(type ->
                        assertThatCode(() -> EventType.valueOf(type + "_ERROR")).doesNotThrowAnyException());
    }
}
