package io.github.keycloakporter.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The app as a browser sees it, against a login server in miniature. */
class DemoAppTest {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient stepByStep = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();

    private OidcStandIn keycloak;
    private DemoApp app;

    @BeforeEach
    void start() throws IOException {
        keycloak = new OidcStandIn();
        app = DemoApp.builder().issuer(keycloak.issuer()).start();
    }

    @AfterEach
    void stop() {
        app.close();
        keycloak.close();
    }

    @Test
    void theFirstPageIsOpenToAll() throws Exception {
        HttpResponse<String> page = get(stepByStep, "/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("href=\"/login\"", "href=\"/register\"")
                .doesNotContain("Log out");
        assertThat(cookies.getCookieStore().getCookies()).isEmpty();
    }

    @Test
    void theFirstPageLeadsToTheInbox() throws Exception {
        app.close();
        app = DemoApp.builder()
                .issuer(keycloak.issuer())
                .inbox(URI.create("http://localhost:8025/?a=1&b=2"))
                .start();

        assertThat(get(stepByStep, "/").body())
                .contains("<a href=\"http://localhost:8025/?a=1&amp;b=2\">the inbox</a>");
    }

    @Test
    void logInAsksForACodeWithPkceStateAndNonce() throws Exception {
        HttpResponse<String> answer = get(stepByStep, "/login");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer))
                .startsWith(keycloak.issuer() + "/auth?")
                .contains("response_type=code", "code_challenge_method=S256", "state=", "nonce=", "client_id=demo-app")
                .doesNotContain("prompt=");
    }

    @Test
    void registerAsksForTheRegistrationPage() throws Exception {
        assertThat(location(get(stepByStep, "/register"))).contains("prompt=create");
    }

    @Test
    void thePrivatePageLeadsThroughTheLogInAndShowsTheUser() throws Exception {
        HttpResponse<String> page = get(browser, "/private");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri()).isEqualTo(at("/private"));
        assertThat(page.body())
                .contains("Ada &lt;Lovelace&gt;", "ada@example.org", "<code>user-1</code>")
                .contains("id=\"email-verified\" class=\"badge good\">true<")
                .doesNotContain("<Lovelace>");
        assertThat(get(browser, "/").body()).contains("You are logged in as");
    }

    @Test
    void theSessionCookieIsOutOfReachOfScriptsAndForeignForms() throws Exception {
        String cookie =
                get(stepByStep, "/login").headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/");
    }

    @Test
    void theSessionGetsANewNameAtTheLogIn() throws Exception {
        get(stepByStep, "/login");
        HttpCookie before = cookies.getCookieStore().getCookies().get(0);

        get(browser, "/private");

        assertThat(cookies.getCookieStore().getCookies())
                .singleElement()
                .satisfies(after -> assertThat(after.getValue()).isNotEqualTo(before.getValue()));
    }

    @Test
    void anAnswerFromAnotherBrowserIsRefused() throws Exception {
        String answer = answerTo(get(stepByStep, "/login"));
        cookies.getCookieStore().removeAll();

        HttpResponse<String> page = get(stepByStep, answer);

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("You are not logged in", "another browser", "href=\"/login\"");
    }

    @Test
    void anAnswerCountsOnce() throws Exception {
        String answer = answerTo(get(stepByStep, "/login"));

        assertThat(get(stepByStep, answer).statusCode()).isEqualTo(303);
        cookies.getCookieStore().removeAll();
        assertThat(get(stepByStep, answer).statusCode()).isEqualTo(400);
    }

    @Test
    void aTabThatCameSecondGoesOnLoggedIn() throws Exception {
        get(browser, "/private");
        HttpResponse<String> answer = get(
                stepByStep,
                "/callback?error=temporarily_unavailable" + "&error_description=authentication_expired&state=spent");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/private");
    }

    @Test
    void aLogInGivenUpElsewhereBeginsAgain() throws Exception {
        HttpResponse<String> answer = get(
                stepByStep,
                "/callback?error=temporarily_unavailable" + "&error_description=authentication_expired&state=spent");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).startsWith(keycloak.issuer() + "/auth?");
    }

    @Test
    void twoTabsMayLogInAtOnce() throws Exception {
        String first = answerTo(get(stepByStep, "/login"));
        String second = answerTo(get(stepByStep, "/login"));

        assertThat(get(stepByStep, second).statusCode()).isEqualTo(303);
        // the session of the second tab is the one that goes on; the first tab finds itself logged in
        assertThat(location(get(stepByStep, first))).isEqualTo("/private");
        assertThat(get(stepByStep, "/private").statusCode()).isEqualTo(200);
    }

    @Test
    void theErrorOfTheLoginServerIsShownAsText() throws Exception {
        String state = stateOf(get(stepByStep, "/login"));

        HttpResponse<String> page = get(
                stepByStep,
                "/callback?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state=" + state);

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body())
                .contains("access_denied", "&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void anAnswerOfAnotherIssuerIsRefused() throws Exception {
        String answer = answerTo(get(stepByStep, "/login")) + "&iss=https%3A%2F%2Fevil.example";

        assertThat(get(stepByStep, answer).body()).contains("another login server");
    }

    @Test
    void aTokenWithAnotherNonceIsRefused() throws Exception {
        keycloak.lie(claims -> claims.claim("nonce", "another"));

        assertRefused();
    }

    @Test
    void aTokenForAnotherClientIsRefused() throws Exception {
        keycloak.lie(claims -> claims.audience("another"));

        assertRefused();
    }

    @Test
    void aTokenOfAnUnknownKeyIsRefused() throws Exception {
        keycloak.signWithForeignKey();

        assertRefused();
    }

    @Test
    void anUnprovenAddressIsShownAsSuch() throws Exception {
        keycloak.lie(claims -> claims.claim("email_verified", null).claim("name", null));

        assertThat(get(browser, "/private").body())
                .contains("class=\"badge bad\">false<", "<span id=\"greeting\">ada@example.org</span>");
    }

    @Test
    void aCodeTheServerDoesNotKnowIsToldKindly() throws Exception {
        String state = stateOf(get(stepByStep, "/login"));

        HttpResponse<String> page = get(stepByStep, "/callback?code=forged&state=" + state);

        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.body()).contains("invalid_grant", "Code &lt;not&gt; valid");
    }

    @Test
    void logOutEndsBothSessions() throws Exception {
        get(browser, "/private");

        HttpResponse<String> answer = post("/logout");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer))
                .startsWith(keycloak.issuer() + "/logout?")
                .contains("id_token_hint=", "post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A" + app.port() + "%2F");
        assertThat(get(stepByStep, "/private").statusCode()).isEqualTo(303);
    }

    @Test
    void logOutWithoutALogInLeadsHome() throws Exception {
        assertThat(location(post("/logout"))).isEqualTo("/");
    }

    @Test
    void readingDoesNotLogOut() throws Exception {
        get(browser, "/private");

        HttpResponse<String> answer = get(stepByStep, "/logout");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(get(stepByStep, "/private").statusCode()).isEqualTo(200);
    }

    @Test
    void pagesRunNoScriptsAndAreNotKept() throws Exception {
        HttpResponse<String> page = get(stepByStep, "/");

        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(policy)
                .startsWith("default-src 'none'")
                .contains("form-action 'self' http://localhost:"));
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void theStylesheetAndTheIconAreThere() throws Exception {
        assertThat(get(stepByStep, "/demo.css").headers().firstValue("Content-Type"))
                .contains("text/css; charset=utf-8");
        assertThat(get(stepByStep, "/icon.svg").body()).contains("<svg");
        assertThat(get(stepByStep, "/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void aMissingLoginServerIsToldKindly() throws Exception {
        keycloak.close();

        HttpResponse<String> page = get(stepByStep, "/login");

        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.body()).contains("does not answer");
    }

    @Test
    void aTakenPortIsNamed() {
        DemoApp.Builder second = DemoApp.builder().issuer(keycloak.issuer()).port(app.port());

        assertThatThrownBy(second::start)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("port " + app.port());
    }

    @Test
    void theIssuerIsAskedFor() {
        assertThatThrownBy(DemoApp.builder()::start).hasMessageContaining("issuer");
    }

    private void assertRefused() throws Exception {
        HttpResponse<String> page = get(browser, "/login");

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("did not pass the check");
        assertThat(get(stepByStep, "/private").statusCode()).isEqualTo(303);
    }

    /** The path and query the login server sends the browser back to. */
    private String answerTo(HttpResponse<String> begun) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(location(begun))).build();
        URI back = URI.create(location(stepByStep.send(request, BodyHandlers.ofString())));
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private static String stateOf(HttpResponse<String> begun) {
        return location(begun).replaceFirst(".*[?&]state=([^&]+).*", "$1");
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> get(HttpClient client, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path) throws Exception {
        return stepByStep.send(
                HttpRequest.newBuilder(at(path)).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create(app.url() + path);
    }
}
