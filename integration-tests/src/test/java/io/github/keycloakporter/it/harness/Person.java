package io.github.keycloakporter.it.harness;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jsoup.nodes.Element;

/** Somebody with a browser and a mailbox, and the steps such a person takes on Porter's pages. */
public final class Person {

    private final Realm realm;
    private final String address;
    private final Browser browser = new Browser();
    private final Mailbox mailbox;
    /** Newest last. An app knows all attempts that it began: a mail of an earlier one may be the one that arrives. */
    private final List<App.Login> attempts = new ArrayList<>();

    Person(Realm realm, String address) {
        this.realm = realm;
        this.address = address;
        this.mailbox = realm.mailbox(address);
    }

    public Realm realm() {
        return realm;
    }

    public String address() {
        return address;
    }

    /** The ids of the accounts with the person's address as user name: one or none. */
    public List<String> accounts() {
        return realm.admin()
                .read("/" + realm.name() + "/users?exact=true&username="
                        + Browser.encode(Map.of("x", address)).substring(2))
                .findValuesAsText("id");
    }

    public Browser browser() {
        return browser;
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    /** App, 'Register', the form: ends at the waiting page. */
    public Page register() {
        return register(Map.of());
    }

    /** Registers with more fields than the usual ones, such as a password where the realm asks for one. */
    public Page register(Map<String, String> more) {
        return fill(openRegistration(), more);
    }

    /** App, 'Register': ends at the form. */
    public Page openRegistration() {
        return openRegistration(Map.of());
    }

    /** App, 'Register', with more parameters in the app's request: ends at the form. */
    public Page openRegistration(Map<String, String> extra) {
        return begin(realm.app().registration(extra));
    }

    /** Sends the registration form with the usual fields and these. */
    public Page fill(Page form, Map<String, String> more) {
        Map<String, String> fields =
                new LinkedHashMap<>(Map.of("email", address, "firstName", "Ada", "lastName", "Byron"));
        fields.putAll(more);
        return browser.submit(form, form.find("form#kc-register-form"), fields);
    }

    /** App, 'Log in': ends at the login page. */
    public Page openLogin() {
        return begin(realm.app().login());
    }

    /** App, 'Log in', user name and password: ends wherever Keycloak leads. */
    public Page logIn(String password) {
        return enterPassword(openLogin(), password);
    }

    /** As {@link #logIn}, for an attempt that the app has begun. */
    public Page logInTo(App.Login attempt, String password) {
        return enterPassword(begin(attempt), password);
    }

    public Page enterPassword(Page loginPage, String password) {
        return browser.submit(
                loginPage, loginPage.find("form#kc-form-login"), Map.of("username", address, "password", password));
    }

    /** Login page, 'Forgot password?': ends at the form that asks for a name. */
    public Page openReset() {
        Page loginPage = openLogin();
        return browser.click(loginPage, loginPage.find("a[href*=reset-credentials]"));
    }

    /** From the app to the answer of the form: the person's own address was typed. */
    public Page forget() {
        return askForReset(openReset(), address);
    }

    /** Types a name into the form for a forgotten password. */
    public Page askForReset(Page form, String name) {
        return browser.submit(form, form.find("form#kc-reset-password-form"), Map.of("username", name));
    }

    /** Types the code into the waiting page. */
    public Page typeCode(Page waiting, String code) {
        Element form = waiting.find("form:has(input[name=code])");
        return browser.submit(waiting, form, Map.of("code", code, "porter_action", "code"));
    }

    /** Presses 'send again' on the waiting page. */
    public Page resend(Page waiting) {
        return press(waiting, "resend", Map.of());
    }

    /** Presses 'send again' on each page that says it is too early, until one says that a mail went out. */
    public Page resendWhenAllowed(Page waiting) {
        AtomicReference<Page> newest = new AtomicReference<>(waiting);
        return await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> newest.updateAndGet(this::resend), page -> page.status() == 200);
    }

    /** Corrects the address on the waiting page. */
    public Page changeAddress(Page waiting, String other) {
        return press(waiting, "change", Map.of("email", other));
    }

    private Page press(Page page, String button, Map<String, String> typed) {
        Element form = page.find("form:has([name=porter_action][value=" + button + "])");
        Map<String, String> fields = new LinkedHashMap<>(typed);
        fields.put("porter_action", button);
        return browser.submit(page, form, fields);
    }

    /** What the waiting page's script does once the address is proven, and a person without scripts by a link. */
    public Page goOn(Page waiting) {
        return browser.open(waiting.find("[data-continue-url]").absUrl("data-continue-url"));
    }

    /** What the waiting page's script asks for. */
    public Page status(Page waiting) {
        return browser.open(waiting.find("[data-status-url]").absUrl("data-status-url"));
    }

    /** Opens a mailed link and presses the page's button. */
    public Page openAndConfirm(URI link) {
        Page page = browser.open(link);
        return confirm(page);
    }

    /** Presses the one button of the link page. */
    public Page confirm(Page linkPage) {
        return browser.submit(linkPage, linkPage.find("form:has(input[name=proof])"), Map.of());
    }

    /** Says that one of the account's sign-in methods is the person's own, and presses the button of the link page. */
    public Page confirmKeeping(Page linkPage, String key) {
        Element box = linkPage.find("input[name=keep][value=" + key + "]");
        return browser.submit(
                linkPage, linkPage.find("form:has(input[name=proof])"), Map.of(box.attr("name"), box.val()));
    }

    /** Sets a first or new password where Keycloak asks for one. */
    public Page setPassword(Page page, String password) {
        return browser.submit(
                page,
                page.find("form#kc-passwd-update-form"),
                Map.of("password-new", password, "password-confirm", password));
    }

    /** Sets the new password at the end of a reset, and logs in with it on the page that asks for it then. */
    public Page reset(Page page, String password) {
        Page loginPage = setPassword(page, password);
        return browser.submit(loginPage, loginPage.find("form#kc-form-login"), Map.of("password", password));
    }

    /** The tokens of whoever is back in the app. */
    public JsonNode tokens(Page page) {
        return attempt(page).exchange(page).json();
    }

    /** Back in the app: what the ID token says. */
    public JsonNode arrive(Page page) {
        return attempt(page).redeem(page);
    }

    private Page begin(App.Login attempt) {
        attempts.add(attempt);
        return browser.open(attempt.url());
    }

    private App.Login attempt(Page page) {
        return attempts.stream()
                .filter(attempt -> attempt.isAnsweredBy(page))
                .findFirst()
                .orElseGet(() -> attempts.get(attempts.size() - 1));
    }
}
