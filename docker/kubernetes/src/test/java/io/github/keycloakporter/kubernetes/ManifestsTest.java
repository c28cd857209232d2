package io.github.keycloakporter.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders the manifests with kubectl, without a cluster. Skipped where there is no kubectl. */
class ManifestsTest {

    private static final Path HERE = Path.of("").toAbsolutePath();

    @BeforeAll
    static void kubectl() {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl"))),
                "kubectl is not installed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "deployment", "overlays/staging", "overlays/production"})
    void eachFieldExists(String kustomization) throws Exception {
        assertThat(Manifests.problems(render(HERE.resolve(kustomization)))).isEmpty();
    }

    @Test
    void thePodMonitorIsOne() throws Exception {
        assertThat(Manifests.problems(Files.readString(HERE.resolve("components/pod-monitor/pod-monitor.yaml"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"staging,deployment,operator", "production,operator,deployment"})
    void anOverlayTakesTheOtherBaseByOneLine(String overlay, String from, String to, @TempDir Path copy)
            throws Exception {
        copyTo(copy);
        Path kustomization = copy.resolve("overlays").resolve(overlay).resolve("kustomization.yaml");
        change(kustomization, "  - ../../" + from + "\n", "  - ../../" + to + "\n");

        assertThat(Manifests.problems(render(kustomization.getParent()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "deployment/deployment.yaml, readinessProbe:, readyProbe:, readyProbe",
        "deployment/deployment.yaml, replicas: 2, replicas: two, two",
        "deployment/deployment.yaml, apiVersion: apps/v1, apiVersion: apps/v1beta1, apps/v1",
        "deployment/deployment.yaml, secretName:, secret:, secret",
        "deployment/service.yaml, selector:, selectors:, selectors",
        "common/network-policy.yaml, policyTypes:, types:, types",
        "common/network-policy.yaml, cidr:, range:, range",
        "common/disruption-budget.yaml, maxUnavailable:, maximum:, maximum",
        "common/disruption-budget.yaml, kind: PodDisruptionBudget, kind: Budget, no schema",
        "operator/keycloak.yaml, v2beta1, v2alpha1, v2beta1",
        "operator/keycloak.yaml, instances:, replicas:, replicas",
        "operator/keycloak.yaml, tlsSecret:, tlssecret:, tlssecret",
        "operator/keycloak.yaml, strategy: Auto, strategy: Rolling, strategy",
        "operator/keycloak.yaml, readOnlyRootFilesystem:, readonlyRootFilesystem:, readonlyRootFilesystem",
        "operator/keycloak.yaml, topologyKey: kubernetes.io/hostname, key: kubernetes.io/hostname, key",
        "operator/keycloak.yaml, secretName: keycloak-redis, secret: keycloak-redis, secret"
    })
    void aSlipIsFound(String file, String right, String wrong, String named, @TempDir Path copy) throws Exception {
        copyTo(copy);
        change(copy.resolve(file), right, wrong);

        String base = file.startsWith("operator") ? "operator" : "deployment";
        assertThat(Manifests.problems(render(copy.resolve(base))))
                .anySatisfy(problem -> assertThat(problem).contains(named));
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "deployment"})
    void everyOptionOfPorterIsOne(String base) throws Exception {
        String configuration = Files.readString(HERE.resolve("../../docs/configuration.md"));

        assertThat(optionsOfPorter(render(HERE.resolve(base))))
                .hasSizeGreaterThan(8)
                .allSatisfy(option -> {
                    int last = option.lastIndexOf("--");
                    assertThat(configuration)
                            .contains("`--" + option.substring(0, last + 2) + "`")
                            .contains("| `" + option.substring(last + 2) + "` |");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "deployment"})
    void containersCanDoNoMoreThanTheyHaveTo(String base) throws Exception {
        List<JsonNode> pods = Manifests.read(render(HERE.resolve(base))).stream()
                .map(manifest -> manifest.at("/kind").asText().equals("Keycloak")
                        ? manifest.at("/spec/unsupported/podTemplate/spec")
                        : manifest.at("/spec/template/spec"))
                .filter(pod -> !pod.isMissingNode())
                .toList();

        assertThat(pods).hasSize(1);
        JsonNode pod = pods.get(0);
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        JsonNode container = pod.at("/containers/0/securityContext");
        assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    }

    private static List<String> optionsOfPorter(String yaml) {
        return Manifests.read(yaml).stream()
                .flatMap(manifest -> Stream.concat(
                        Stream.of(manifest.at("/spec/additionalOptions").findValuesAsText("name"))
                                .flatMap(List::stream),
                        Stream.of(manifest.at("/spec/template/spec/containers/0/env")
                                        .findValuesAsText("name"))
                                .flatMap(List::stream)
                                .filter(name -> name.startsWith("KC_SPI_"))
                                .map(name -> name.substring("KC_".length())
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'))))
                .filter(name -> name.startsWith("spi-"))
                .toList();
    }

    private static void change(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static void copyTo(Path target) throws IOException {
        for (String folder : List.of("common", "operator", "deployment", "overlays")) {
            try (Stream<Path> files = Files.walk(HERE.resolve(folder))) {
                for (Path file : files.toList()) {
                    Path copy = target.resolve(HERE.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(file, copy);
                    }
                }
            }
        }
    }

    private static String render(Path kustomization) throws IOException, InterruptedException {
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", kustomization.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).as(output).isZero();
        return output;
    }
}
