package io.github.keycloakporter.it.harness;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The system's own Chromium, without a window. {@code -Dporter.chromium} names another executable; with
 * {@code -Dporter.pictures=docs} the pictures go into docs/images instead of target/pictures.
 */
public final class Chromium implements AutoCloseable {

    private static final int WIDTH = 1100;
    private static final int HEIGHT = 820;
    private static final int PHONE_WIDTH = 360;
    private static final int PHONE_HEIGHT = 780;
    private static final int PATIENCE_MILLIS = 15_000;

    private final Playwright playwright;
    private final Browser browser;
    private final Path pictures;

    public Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getProperty("porter.chromium", "/usr/bin/chromium")))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        boolean forDocs = "docs".equals(System.getProperty("porter.pictures"));
        pictures = PorterStack.root().resolve(forDocs ? "docs/images" : "integration-tests/target/pictures");
    }

    /** Somebody's browser on a desktop. */
    public BrowserContext desktop() {
        return open(desktopOptions());
    }

    public BrowserContext inTheDark() {
        return open(desktopOptions().setColorScheme(ColorScheme.DARK));
    }

    public BrowserContext withoutScripts() {
        return open(desktopOptions().setJavaScriptEnabled(false));
    }

    /** A small phone. */
    public BrowserContext phone() {
        return open(phoneOptions());
    }

    public BrowserContext phoneInTheDark() {
        return open(phoneOptions().setColorScheme(ColorScheme.DARK));
    }

    /** Plugs a key into the tab's browser that says yes to everything (WebAuthn, with user verification). */
    public static void plugInKey(Page tab) {
        CDPSession devtools = tab.context().newCDPSession(tab);
        devtools.send("WebAuthn.enable");
        JsonObject key = new JsonObject();
        key.addProperty("protocol", "ctap2");
        key.addProperty("transport", "internal");
        key.addProperty("hasResidentKey", true);
        key.addProperty("hasUserVerification", true);
        key.addProperty("isUserVerified", true);
        key.addProperty("automaticPresenceSimulation", true);
        JsonObject options = new JsonObject();
        options.add("options", key);
        devtools.send("WebAuthn.addVirtualAuthenticator", options);
        tab.onDialog(dialog -> dialog.accept("my key"));
    }

    /** The whole page as a picture of that name. */
    public void picture(Page page, String name) {
        try {
            Files.createDirectories(pictures);
        } catch (IOException e) {
            throw new UncheckedIOException("No directory for pictures", e);
        }
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(pictures.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Browser.NewContextOptions phoneOptions() {
        return desktopOptions()
                .setViewportSize(PHONE_WIDTH, PHONE_HEIGHT)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true);
    }

    private static Browser.NewContextOptions desktopOptions() {
        return new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB");
    }

    private BrowserContext open(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context;
    }
}
