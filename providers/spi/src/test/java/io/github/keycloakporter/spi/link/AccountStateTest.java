package io.github.keycloakporter.spi.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;

class AccountStateTest {

    private static final UserModel BEFORE = user("ann@example.org");
    private static final UserModel AFTER = user("anne@example.org");

    @Test
    void theStateIsOfTheStoredAccountAndNotOfACopyInACache() {
        CachedUserModel stale = cached(BEFORE, AFTER);

        assertThat(AccountState.of(stale)).isEqualTo(AccountState.of(AFTER)).isNotEqualTo(AccountState.of(BEFORE));
        assertThat(AccountState.isCurrent(AccountState.of(BEFORE), stale)).isFalse();
        assertThat(AccountState.isCurrent(AccountState.of(AFTER), stale)).isTrue();
    }

    @Test
    void ofADeletedAccountNothingIsCurrent() {
        CachedUserModel deleted = cached(BEFORE, null);

        assertThat(AccountState.isCurrent(AccountState.of(BEFORE), deleted)).isFalse();
    }

    @Test
    void somebodyWithoutAnAccountHasTheEmptyState() {
        assertThat(AccountState.isCurrent("", null)).isTrue();
        assertThat(AccountState.isCurrent("", BEFORE)).isFalse();
    }

    private static UserModel user(String email) {
        SubjectCredentialManager credentials = proxy(
                SubjectCredentialManager.class,
                (method, self) ->
                        method.equals("getStoredCredentialsByTypeStream") ? Stream.empty() : unexpected(method));
        return proxy(UserModel.class, (method, self) -> switch (method) {
            case "getId" -> "7";
            case "isEnabled" -> true;
            case "getEmail" -> email;
            case "credentialManager" -> credentials;
            default -> unexpected(method);
        });
    }

    /** As Keycloak's cache has it: reads from the copy, and the stored account on request. */
    private static CachedUserModel cached(UserModel copy, UserModel stored) {
        return proxy(CachedUserModel.class, (method, self) -> {
            if (!method.equals("getDelegateForUpdate")) {
                return UserModel.class.getMethod(method).invoke(copy);
            }
            if (stored == null) {
                throw new IllegalStateException("Not found in database");
            }
            return stored;
        });
    }

    private interface Answers {
        Object of(String method, Object self) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.of(method.getName(), self)));
    }

    private static Object unexpected(String method) {
        throw new AssertionError("Unexpected call of " + method);
    }
}
