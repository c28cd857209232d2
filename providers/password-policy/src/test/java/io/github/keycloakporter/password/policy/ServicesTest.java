package io.github.keycloakporter.password.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.password.page.RuledLoginFormsFactory;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.forms.login.LoginFormsProviderFactory;
import org.keycloak.policy.PasswordPolicyManagerProviderFactory;
import org.keycloak.policy.PasswordPolicyProviderFactory;
import org.keycloak.provider.ProviderFactory;

/** The services files name the factories, and those that stand in for stock's outrank them. */
class ServicesTest {

    @Test
    void keycloakFindsThePolicies() {
        assertThat(ours(PasswordPolicyProviderFactory.class))
                .extracting(ProviderFactory::getId)
                .containsExactlyInAnyOrder(
                        "porter-length", "porter-strength", "porter-common", "porter-context", "porter-breached");
    }

    @Test
    void theOthersOutrankStocks() {
        assertThat(ours(PasswordPolicyManagerProviderFactory.class))
                .singleElement()
                .satisfies(factory -> {
                    assertThat(factory).isInstanceOf(AllRulesPolicyManagerProviderFactory.class);
                    assertThat(factory.order()).isPositive();
                });
        assertThat(ours(LoginFormsProviderFactory.class)).singleElement().satisfies(factory -> {
            assertThat(factory).isInstanceOf(RuledLoginFormsFactory.class);
            assertThat(factory.order()).isPositive();
        });
        assertThat(ours(AuthenticatorFactory.class))
                .extracting(ProviderFactory::getId)
                .containsExactly("porter-breached-password-check");
    }

    private static <T extends ProviderFactory<?>> List<T> ours(Class<T> type) {
        return ServiceLoader.load(type).stream()
                .filter(each -> each.type().getPackageName().startsWith("io.github.keycloakporter"))
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
