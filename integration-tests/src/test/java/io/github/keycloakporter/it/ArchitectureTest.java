package io.github.keycloakporter.it;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;

/** Who may import whom, and what no provider does. The map is in docs/architecture.md. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private static final String ROOT = "io.github.keycloakporter.";
    private static final String SPI = ROOT + "spi..";
    private static final String REDIS = ROOT + "redis..";

    private final JavaClasses providers = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(
                    ROOT + "spi",
                    ROOT + "redis",
                    ROOT + "email",
                    ROOT + "verification",
                    ROOT + "recovery",
                    ROOT + "password",
                    ROOT + "notifications",
                    ROOT + "settings");

    @Test
    void everyRoomIsLookedAt() {
        for (String room : new String[] {
            "spi", "redis", "email", "verification", "recovery", "password", "notifications", "settings"
        }) {
            assertThat(providers.stream().filter(type -> type.getPackageName().startsWith(ROOT + room)))
                    .as(room)
                    .isNotEmpty();
        }
    }

    @Test
    void featuresMeetInTheSpiOnly() {
        check(slices().matching(ROOT + "(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(not(resideInAPackage(SPI)), resideInAPackage(SPI)));
    }

    @Test
    void packagesFormNoCycles() {
        check(slices().matching(ROOT + "(**)").should().beFreeOfCycles());
    }

    @Test
    void theSpiKnowsKeycloakAndTheJdkOnly() {
        check(classes()
                .that()
                .resideInAPackage(SPI)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(SPI, "org.keycloak..", "java..", "javax.crypto..", "javax.naming.."));
    }

    @Test
    void lettuceStaysInItsRoom() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(REDIS)
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.lettuce..", "reactor..", "io.netty..", "redis.clients..")));
    }

    @Test
    void mailLibrariesStayInTheirRoom() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "email..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "com.sendgrid..", "jakarta.mail..", "org.eclipse.angus..", "io.github.resilience4j..")));
    }

    @Test
    void tablesBelongToFourModules() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + "email..", ROOT + "notifications..", ROOT + "recovery..", ROOT + "verification.trust..")
                .should()
                .dependOnClassesThat(resideInAPackage("jakarta.persistence..")));
    }

    @Test
    void passayStaysInItsRoom() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "password.rule..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.passay.."));
    }

    @Test
    void noFeatureKnowsRedis() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        SPI,
                        ROOT + "email..",
                        ROOT + "verification..",
                        ROOT + "recovery..",
                        ROOT + "password..",
                        ROOT + "notifications..",
                        ROOT + "settings..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(REDIS));
    }

    @Test
    void noStaticState() {
        check(fields().that().areStatic().should().beFinal());
    }

    @Test
    void noEnvironmentNoConsole() {
        check(noClasses()
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace"));
    }

    @Test
    void noSleepingThreads() {
        check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
    }

    @Test
    void providersAndFactoriesAreFinal() {
        check(classes()
                .that()
                .areAssignableTo(Provider.class)
                .or()
                .areAssignableTo(ProviderFactory.class)
                .and()
                .areNotInterfaces()
                .and()
                .areNotAnonymousClasses()
                .should()
                .haveModifier(JavaModifier.FINAL));
    }

    @Test
    void namesSayWhatThingsAre() {
        check(noClasses().should().haveNameMatching(".*(Custom|My[A-Z]|Helper|Utils?|Manager|Impl)(\\$.*)?"));
    }

    private void check(ArchRule rule) {
        rule.check(providers);
    }
}
