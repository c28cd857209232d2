package io.github.keycloakporter.localstack.demo;

import java.net.URI;
import java.util.Optional;

/** The app's pages. Everything that came from outside passes through {@link #escape}. */
final class Pages {

    private final String clientId;
    private final Optional<URI> inbox;

    /** @param inbox where the mails of this stack can be read, if anywhere */
    Pages(String clientId, Optional<URI> inbox) {
        this.clientId = clientId;
        this.inbox = inbox;
    }

    String home(Optional<DemoUser> user) {
        String actions = user.map(Pages::loggedInActions).orElse("""
                        <p class="actions">
                          <a class="button" href="/login">Log in</a>
                          <a class="button quiet" href="/register">Register</a>
                        </p>""");
        return page("Demo app", """
                <h1>Welcome to the demo app</h1>
                <p>A small application that lets nobody in before their e-mail address is proven. Keycloak keeps its
                users and Porter carries the mail.</p>
                %s
                <h2>What you can try</h2>
                <ol>
                  <li>Register with any address you like.</li>
                  <li>Open %s: the mail is there.</li>
                  <li>Use its link, or type its code into the waiting page.</li>
                  <li>You come back here, logged in.</li>
                </ol>
                <p class="note">This app is the client <code>%s</code>. It uses the authorization code flow with PKCE.</p>
                """.formatted(actions, inboxLink(), escape(clientId)));
    }

    String account(DemoUser user) {
        return page("Your account", """
                <h1>Hello, <span id="greeting">%s</span></h1>
                <p>This page is for people who are logged in. It shows what the ID token says about you.</p>
                <dl>
                  <dt>Name</dt><dd id="name">%s</dd>
                  <dt>Email</dt><dd id="email">%s</dd>
                  <dt><code>email_verified</code></dt><dd><span id="email-verified" class="badge %s">%s</span></dd>
                  <dt><code>sub</code></dt><dd id="subject"><code>%s</code></dd>
                </dl>
                <form class="actions" method="post" action="/logout">
                  <button class="button" type="submit">Log out</button>
                  <a class="button quiet" href="/">Start page</a>
                </form>
                """.formatted(
                        escape(user.name()),
                        escape(user.name()),
                        escape(user.email()),
                        user.emailVerified() ? "good" : "bad",
                        user.emailVerified(),
                        escape(user.subject())));
    }

    String failed(LoginFailedException failure) {
        String details = failure.error() == null
                ? ""
                : """
                <dl>
                  <dt>Error</dt><dd id="error"><code>%s</code></dd>
                  <dt>Details</dt><dd id="error-description">%s</dd>
                </dl>
                """.formatted(
                                escape(failure.error()),
                                failure.description() == null ? "none given" : escape(failure.description()));
        return page("You are not logged in", message("You are not logged in", failure.getMessage()) + details + WAY_ON);
    }

    String missing() {
        return page("No such page", message("No such page", "There is nothing at this address.") + WAY_ON);
    }

    String wrongMethod() {
        return page(
                "That did not work",
                message("That did not work", "This address is not for opening. Use the buttons on the pages.")
                        + WAY_ON);
    }

    String broken() {
        return page(
                "Something broke",
                message("Something broke", "The fault is ours. The demo app's log says more.") + WAY_ON);
    }

    private String inboxLink() {
        return inbox.map(url -> "<a href=\"" + escape(url.toString()) + "\">the inbox</a>")
                .orElse("your inbox");
    }

    private static final String WAY_ON = """
            <p class="actions">
              <a class="button" href="/login">Log in</a>
              <a class="button quiet" href="/">Start page</a>
            </p>
            """;

    private static String loggedInActions(DemoUser user) {
        return """
                <p>You are logged in as <strong>%s</strong>.</p>
                <form class="actions" method="post" action="/logout">
                  <a class="button" href="/private">Your account</a>
                  <button class="button quiet" type="submit">Log out</button>
                </form>""".formatted(escape(user.name()));
    }

    private static String message(String title, String text) {
        return "<h1>" + escape(title) + "</h1>\n<p role=\"alert\">" + escape(text) + "</p>\n";
    }

    private static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <meta name="color-scheme" content="light dark">
                  <title>%s</title>
                  <link rel="icon" href="/icon.svg" type="image/svg+xml">
                  <link rel="stylesheet" href="/demo.css">
                </head>
                <body>
                <header><a href="/"><img src="/icon.svg" alt="" width="28" height="28"> Demo app</a></header>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(escape(title), body);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
