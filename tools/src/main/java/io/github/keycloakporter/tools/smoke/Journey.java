package io.github.keycloakporter.tools.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jsoup.nodes.FormElement;

/**
 * What users do, from the registration to the log-in after a forgotten password, through the realm's pages. One account proves
 * its address by the code, another by the link.
 */
final class Journey {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final int PASSWORD_LETTERS = 24;
    private static final long MAIL_POLL_MILLIS = 200;

    private static final String WAITING = "waiting page";
    private static final String CODE_FORM = "form:has(input[name=code])";
    private static final String LINK_PAGE = "page of the link";
    private static final String LINK_FORM = "form:has(input[name=proof])";
    private static final String PASSWORD_FORM = "#kc-passwd-update-form";

    /** @param since when the form was sent, in nanoseconds */
    private record Waiting(Page page, long since) {}

    private final App app;
    private final Supplier<Browser> browsers;
    private final Mailbox mailbox;
    private final Report report;
    private final Duration mailTimeout;
    private final Duration formTime;

    /**
     * @param browsers a fresh one each time
     * @param mailTimeout how long an email may take
     * @param formTime how long a person fills in the registration
     */
    Journey(
            App app,
            Supplier<Browser> browsers,
            Mailbox mailbox,
            Report report,
            Duration mailTimeout,
            Duration formTime) {
        this.app = app;
        this.browsers = browsers;
        this.mailbox = mailbox;
        this.report = report;
        this.mailTimeout = mailTimeout;
        this.formTime = formTime;
    }

    /**
     * All of it.
     *
     * @param byCode address of the account that types the code
     * @param byLink address of the account that opens the link
     * @throws JourneyFailure at the first step that does not work
     */
    void run(String byCode, String byLink) {
        String password = password();
        proveByCode(byCode, password);
        proveByLink(byLink, password());
        report.step("log in, refresh the token, log out", () -> logInAndOut(byCode, password));
        reset(byCode, password, password());
    }

    private void proveByCode(String address, String password) {
        Browser browser = browsers.get();
        App.Attempt attempt = app.attempt();
        Waiting waiting = report.step("register, for a code", () -> register(browser, attempt, address, password));
        Letter letter = letter(
                "email with the code", "verification by code", address, waiting.since(), 0, this::withCodeAndLink);
        report.step("no session before the address is proven", () -> requireNoSession(browser));
        Page proven = report.step("prove the address by the code", () -> {
            Page next = browser.submit(
                    waiting.page(),
                    waiting.page().form(CODE_FORM, WAITING),
                    WAITING,
                    Map.of("code", letter.code().orElseThrow()));
            requireProof(next);
            return next;
        });
        report.step("set the password, arrive in the app", () -> {
            Page arrived = setPassword(browser, proven, password);
            requireVerified(attempt.tokens(browser, arrived));
        });
    }

    private void proveByLink(String address, String password) {
        Browser browser = browsers.get();
        App.Attempt attempt = app.attempt();
        Waiting waiting = report.step("register, for a link", () -> register(browser, attempt, address, password));
        Letter letter = letter(
                "email with the link", "verification by link", address, waiting.since(), 0, this::withCodeAndLink);
        URI link = letter.link().orElseThrow();
        Browser elsewhere = browsers.get();
        Page asks = report.step("open the link in another browser: nothing changes", () -> {
            Page page = elsewhere.open(link);
            page.form(LINK_FORM, LINK_PAGE);
            String goOn = waiting.page()
                    .find("[data-continue-url]", "the waiting page has no way on")
                    .absUrl("data-continue-url");
            if (!browser.open(goOn).has(CODE_FORM)) {
                throw new JourneyFailure("opening the link proved the address: a mail scanner would do so too");
            }
            requireNoSession(browser);
            return page;
        });
        report.step("prove the address by the link, set the password", () -> {
            Page proven = elsewhere.submit(asks, asks.form(LINK_FORM, LINK_PAGE), LINK_PAGE, Map.of());
            requireProof(proven);
            Page done = setPassword(elsewhere, proven, password);
            if (!done.inApp() && done.status() != 200) {
                throw new JourneyFailure("the password was not set: it is " + done);
            }
        });
        report.step("log in with that password", () -> {
            Browser fresh = browsers.get();
            App.Attempt logIn = app.attempt();
            requireVerified(logIn.tokens(fresh, logIn(fresh, logIn, address, password)));
        });
    }

    private void logInAndOut(String address, String password) {
        Browser browser = browsers.get();
        App.Attempt attempt = app.attempt();
        JsonNode tokens = attempt.tokens(browser, logIn(browser, attempt, address, password));
        requireVerified(tokens);
        if (app.attempt().openSilently(browser).query().get("code") == null) {
            throw new JourneyFailure("after the log-in another app would have to ask for the password again");
        }
        app.refresh(browser, tokens);
        app.logOut(browser, tokens);
        requireNoSession(browser);
    }

    private void reset(String address, String oldPassword, String newPassword) {
        Browser browser = browsers.get();
        App.Attempt attempt = app.attempt();
        int before = mailbox.letters(address).size();
        long since = report.step("forgotten password", () -> {
            Page login = attempt.open(browser);
            String link = login.find(
                            "a[href*=reset-credentials]",
                            "the log-in page has no link for a forgotten password (realm switch 'Forgot password')")
                    .absUrl("href");
            Page form = browser.open(link);
            long begun = System.nanoTime();
            Page asked = browser.submit(
                    form,
                    form.form("#kc-reset-password-form", "page for a forgotten password"),
                    "page for a forgotten password",
                    Map.of("username", address));
            if (asked.status() != 200) {
                throw new JourneyFailure("the request for a new password was refused: it is " + asked);
            }
            return begun;
        });
        // a notice may arrive too; opening its link changes nothing
        Page form = letter("email with the reset link", "reset", address, since, before, letter -> letter.link()
                .map(browser::open)
                .filter(page -> page.has(PASSWORD_FORM)));
        report.step("set a new password, log in", () -> {
            Page next = setPassword(browser, form, newPassword);
            Page arrived = next.inApp() ? next : enterPassword(browser, next, address, newPassword);
            requireVerified(attempt.tokens(browser, arrived));
        });
        report.step("the old password is refused", () -> {
            Browser fresh = browsers.get();
            Page page = logIn(fresh, app.attempt(), address, oldPassword);
            if (page.inApp()) {
                throw new JourneyFailure("the old password still logs in");
            }
        });
    }

    private Waiting register(Browser browser, App.Attempt attempt, String address, String password) {
        Page login = attempt.open(browser);
        if (login.inApp()) {
            throw new JourneyFailure("the realm refused the app: error="
                    + login.query().get("error") + " "
                    + login.query().getOrDefault("error_description", ""));
        }
        String link = login.find(
                        "a[href*=registration]",
                        "the log-in page has no link to the registration (realm switch 'User registration')")
                .absUrl("href");
        Page page = browser.open(link);
        FormElement form = page.form("#kc-register-form", "registration page");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("email", address);
        fields.put("firstName", "Smoke");
        fields.put("lastName", "Test");
        for (String optional : new String[] {"username", "password", "password-confirm"}) {
            if (form.selectFirst("[name=" + optional + "]") != null) {
                fields.put(optional, optional.equals("username") ? address : password);
            }
        }
        pause(formTime);
        long submitted = System.nanoTime();
        Page waiting = browser.submit(page, form, "registration page", fields);
        if (waiting.inApp()) {
            throw new JourneyFailure(
                    "the registration led into the app before the address was proven (realm switch 'Verify email')");
        }
        waiting.form(CODE_FORM, WAITING);
        return new Waiting(waiting, submitted);
    }

    private Page logIn(Browser browser, App.Attempt attempt, String address, String password) {
        return enterPassword(browser, attempt.open(browser), address, password);
    }

    private static Page enterPassword(Browser browser, Page page, String address, String password) {
        FormElement form = page.form("#kc-form-login", "log-in page");
        Map<String, String> fields = new LinkedHashMap<>(Map.of("password", password));
        if (form.selectFirst("[name=username]") != null) {
            fields.put("username", address);
        }
        return browser.submit(page, form, "log-in page", fields);
    }

    /** Where the realm asked for the password at the registration, nothing is left to do. */
    private static Page setPassword(Browser browser, Page page, String password) {
        if (page.inApp() || !page.has(PASSWORD_FORM)) {
            return page;
        }
        Page next = browser.submit(
                page,
                page.form(PASSWORD_FORM, "page for the password"),
                "page for the password",
                Map.of("password-new", password, "password-confirm", password));
        if (next.has(PASSWORD_FORM)) {
            throw new JourneyFailure("the password was refused: it is " + next);
        }
        return next;
    }

    /** What proves an address leads on: to the password, into the app, or to a page that says so. */
    private static void requireProof(Page page) {
        if (page.has(CODE_FORM) || (!page.inApp() && page.status() != 200)) {
            throw new JourneyFailure("the address was not proven: it is " + page);
        }
    }

    private void requireNoSession(Browser browser) {
        Page page = app.attempt().openSilently(browser);
        String error = page.query().get("error");
        if (!page.inApp() || error == null || page.query().containsKey("code")) {
            throw new JourneyFailure("there is a session where none may be: it is " + page);
        }
    }

    private static void requireVerified(JsonNode tokens) {
        JsonNode verified = App.claims(tokens).path("email_verified");
        if (!verified.isMissingNode() && !verified.asBoolean()) {
            throw new JourneyFailure("the ID token says email_verified=false");
        }
    }

    private Optional<Letter> withCodeAndLink(Letter letter) {
        if (letter.link().isEmpty()) {
            throw new JourneyFailure("the email '" + letter.subject() + "' has no link with /go/ in it");
        }
        String link = letter.link().get().toString();
        if (!link.startsWith(app.issuer() + "/go/")) {
            throw new JourneyFailure("the link in the email leads to "
                    + letter.link().get().getScheme() + "://"
                    + letter.link().get().getRawAuthority()
                    + " and not to the realm " + app.issuer() + ": set Keycloak's option --hostname");
        }
        if (letter.code().isEmpty()) {
            throw new JourneyFailure("the email '" + letter.subject()
                    + "' has no six digits: does the realm's email theme show ${code}?");
        }
        return Optional.of(letter);
    }

    /**
     * Waits for an email that fits.
     *
     * @param since when it was asked for
     * @param known how many emails were there before
     */
    private <T> T letter(
            String step, String kind, String address, long since, int known, Function<Letter, Optional<T>> fits) {
        return report.step(step, () -> {
            int seen = known;
            while (Report.seconds(since) < mailTimeout.toSeconds()) {
                var letters = mailbox.letters(address);
                for (; seen < letters.size(); seen++) {
                    double seconds = Report.seconds(since);
                    Optional<T> found = fits.apply(letters.get(seen));
                    if (found.isPresent()) {
                        report.mail(kind, seconds);
                        return found.get();
                    }
                }
                pause(Duration.ofMillis(MAIL_POLL_MILLIS));
            }
            throw new JourneyFailure("no such email reached " + address + " within " + mailTimeout.toSeconds() + " s; "
                    + seen
                    + " other email(s) did. Does the mailbox get the domain's email? What does the realm say of it:"
                    + " GET /admin/realms/{realm}/mails");
        });
    }

    private static String password() {
        String letters = RANDOM.ints(PASSWORD_LETTERS, 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .collect(Collectors.joining());
        // one of each class, whatever the dice say
        return letters + "-kR7!";
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JourneyFailure("interrupted");
        }
    }
}
