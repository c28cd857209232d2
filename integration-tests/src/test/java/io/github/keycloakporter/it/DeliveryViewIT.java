package io.github.keycloakporter.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import io.github.keycloakporter.it.harness.Chromium;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the waiting page says of the mail it waits for. */
@OnPorter
class DeliveryViewIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final PorterStack stack;
    private final Realm realm;

    DeliveryViewIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.hasty();
    }

    @Test
    void aMailOnItsWayIsHandedOver() throws Exception {
        Person ada = realm.newcomer("ada");
        Page waiting = ada.register();
        assertThat(mailState(waiting)).isIn("queued", "handed-over");

        JsonNode handedOver = new ObjectMapper().readTree("{\"state\":\"handed-over\",\"domain\":\"example.org\"}");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat((Object) mail(ada, waiting)).isEqualTo(handedOver));
        Page later = ada.goOn(waiting);
        assertThat(later.find("#porter-mail-text").text()).isEqualTo("Handed to example.org.");
        assertThat(realm.newcomer("eve").status(waiting).status())
                .as("another browser")
                .isEqualTo(404);

        ada.typeCode(later, ada.mailbox().next().code());
        assertThat(realm.isVerified(ada.address())).isTrue();
    }

    @Test
    void anAddressThatDoesNotExistIsCorrected() throws Exception {
        Person ben = realm.newcomer("ben");
        stack.parts().inbox().refuse(ben.address());
        Page waiting = ben.register();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(mail(ben, waiting).get("state").asText()).isEqualTo("undeliverable"));

        Page told = ben.goOn(waiting);
        assertThat(mailState(told)).isEqualTo("undeliverable");
        assertThat(told.find("#porter-mail-lead").text()).isEqualTo("We could not deliver the mail to");
        assertThat(told.text()).contains(ben.address()).doesNotContain("550");
        assertThat(told.has("#porter-change[open]")).isTrue();

        String right = realm.freshAddress("ben.right");
        Page changed = ben.changeAddress(told, right);
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(mailState(changed)).isIn("queued", "handed-over");
        Page password = ben.typeCode(changed, realm.mailbox(right).next().code());
        JsonNode claims = ben.arrive(ben.setPassword(password, Realm.PASSWORD));
        assertThat(claims.get("email").asText()).isEqualTo(right);
    }

    /** What Exchange Online and Gmail say in place of 5.1.1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.4.1 Recipient address rejected: Access denied",
                "550 5.2.1 The email account that you tried to reach is disabled"
            })
    void aMailboxThatIsRefusedInOtherWordsIsCorrectedToo(String reply) {
        Person dan = realm.newcomer("dan");
        stack.parts().inbox().refuse(dan.address(), reply);
        Page waiting = dan.register();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(mail(dan, waiting).get("state").asText()).isEqualTo("undeliverable"));
        assertThat(dan.goOn(waiting).has("#porter-change[open]")).isTrue();
    }

    @Test
    void aSecondMailToASuppressedAddressIsToldAtOnce() throws Exception {
        Person cleo = realm.newcomer("cleo");
        stack.parts().inbox().refuse(cleo.address());
        Page waiting = cleo.register();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(mail(cleo, waiting).get("state").asText()).isEqualTo("undeliverable"));
        stack.parts().inbox().accept(cleo.address());

        Page again = cleo.resendWhenAllowed(cleo.goOn(waiting));
        assertThat(mailState(again)).isEqualTo("undeliverable");
        assertThat(cleo.mailbox().size()).isZero();
    }

    @Test
    void theScriptSaysEachChangeOnceAndLeavesTheFocus() {
        try (Chromium chromium = new Chromium();
                BrowserContext context = chromium.desktop()) {
            String[] mail = {"queued"};
            com.microsoft.playwright.Page tab = register(context, mail);
            assertThat(tab.locator("#porter-mail-text")).hasText("On its way.");
            assertThat(tab.locator("#code")).isFocused();
            tab.evaluate("() => { window.said = []; new MutationObserver(() =>"
                    + " window.said.push(document.getElementById('porter-live').textContent))"
                    + ".observe(document.getElementById('porter-live'), {childList: true}); }");

            mail[0] = "delayed";
            assertThat(tab.locator("#porter-mail-text")).containsText("is keeping it waiting");
            mail[0] = "undeliverable";
            assertThat(tab.locator("#porter-change-form #email")).isVisible();
            assertThat(tab.locator("#porter-mail-lead")).hasText("We could not deliver the mail to");
            assertThat(tab.locator("#code")).isFocused();
            tab.waitForResponse("**/verification/status*", () -> {});
            tab.waitForResponse("**/verification/status*", () -> {});

            List<?> said = (List<?>) tab.evaluate("() => window.said.filter(text => text.includes('@'))");
            assertThat(said).as("once for each change").hasSize(2);
            assertThat((String) said.get(1)).contains("could not deliver");
        }
    }

    @Test
    void picturesOfEveryState() {
        try (Chromium chromium = new Chromium()) {
            Map<String, BrowserContext> views = new LinkedHashMap<>();
            views.put("", chromium.desktop());
            views.put("-dark", chromium.inTheDark());
            views.put("-phone", chromium.phone());
            views.put("-phone-dark", chromium.phoneInTheDark());
            views.forEach((view, context) -> {
                String[] mail = {"queued"};
                com.microsoft.playwright.Page tab = register(context, mail);
                for (String state : List.of(
                        "queued", "handed-over", "delayed", "delivered", "failed", "unwanted", "undeliverable")) {
                    mail[0] = state;
                    assertThat(tab.locator("[data-mail-state='" + state + "']")).isVisible();
                    chromium.picture(tab, "mail-" + state + view);
                    assertThat((Integer) tab.evaluate("document.documentElement.scrollWidth"))
                            .isLessThanOrEqualTo(tab.viewportSize().width);
                }
                context.close();
            });
        }
    }

    /** As the server draws it once the bounce is known, in place of the script. */
    @Test
    void picturesOfABounce() throws Exception {
        try (Chromium chromium = new Chromium()) {
            for (boolean phone : new boolean[] {false, true}) {
                String address = realm.freshAddress("dora");
                stack.parts().inbox().refuse(address);
                try (BrowserContext context = phone ? chromium.phone() : chromium.inTheDark()) {
                    com.microsoft.playwright.Page tab = register(context, address);
                    assertThat(tab.locator("[data-mail-state=undeliverable]")).isVisible();
                    tab.navigate(tab.locator("#porter-verify").getAttribute("data-continue-url"));
                    assertThat(tab.locator("#porter-change-form #email")).isFocused();
                    assertThat(tab.locator("#code")).isHidden();
                    chromium.picture(tab, "mail-bounced" + (phone ? "-phone" : "-dark"));
                }
            }
        }
    }

    /** Registers, with what the page's script is told of the mail in the test's hand. */
    private com.microsoft.playwright.Page register(BrowserContext context, String[] mail) {
        context.route("**/verification/status*", (Route route) -> {
            boolean unwanted = mail[0].equals("unwanted");
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{\"verified\":false,\"mail\":{\"state\":\"" + (unwanted ? "undeliverable" : mail[0])
                            + "\",\"complaint\":" + unwanted + ",\"domain\":\"example.org\"}}"));
        });
        return register(context, realm.freshAddress("finn"));
    }

    private com.microsoft.playwright.Page register(BrowserContext context, String address) {
        com.microsoft.playwright.Page tab = context.newPage();
        tab.navigate(realm.app().registration().url().toString());
        tab.locator("#email").fill(address);
        tab.locator("#firstName").fill("Ada");
        tab.locator("#lastName").fill("Byron");
        tab.locator("#kc-register-form [type=submit]").click();
        assertThat(tab.locator("#porter-verify")).isVisible();
        return tab;
    }

    private static String mailState(Page waiting) {
        return waiting.find("#porter-verify").attr("data-mail-state");
    }

    private static JsonNode mail(Person person, Page waiting) throws Exception {
        Page status = person.status(waiting);
        assertThat(status.status()).as(status.toString()).isEqualTo(200);
        return new ObjectMapper().readTree(status.body()).get("mail");
    }
}
