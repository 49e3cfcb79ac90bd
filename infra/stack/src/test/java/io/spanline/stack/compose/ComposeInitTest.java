package io.spanline.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeInitTest {
  private static final String CLONE = "../..";

  @TempDir private Path shared;
  @TempDir private Path secret;

  @Test
  void writesWhatTheOthersReadForAllOfThem() throws Exception {
    init();

    assertThat(shared)
        .isDirectoryNotContaining("glob:**.next")
        .isDirectoryNotContaining("glob:**token*")
        .isDirectoryContaining("glob:**/toxiproxy.json");
    assertThat(shared.resolve("otel-collector-config.yaml"))
        .hasSameTextualContentAs(Path.of(CLONE, "observability/otel-collector-config.yaml"));
    assertThat(shared.resolve("jaeger-config.yaml"))
        .hasSameTextualContentAs(Path.of(CLONE, "observability/jaeger-config.yaml"));
    assertThat(Files.readString(secret.resolve("token"))).matches("[0-9a-f]{48}\n");
    assertThat(secret.resolve("header"))
        .hasContent("Authorization: Bearer " + Files.readString(secret.resolve("token")));
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(secret.resolve("token"))))
        .isEqualTo("r--r--r--");
  }

  @Test
  void theCollectorsSamplerIsThereOnlyBelowAHundredPercent() throws Exception {
    Path sampling = shared.resolve("otel-collector-sampling.yaml");

    init(sampling("99.5"));
    assertThat(sampling)
        .hasSameTextualContentAs(Path.of(CLONE, "observability/otel-collector-sampling.yaml"));

    init(sampling("100.0"));
    assertThat(sampling).isEmptyFile();
  }

  private static Settings sampling(String percentage) {
    return Settings.of(Map.of(Catalogue.COLLECTOR_SAMPLING_PERCENTAGE.name(), percentage));
  }

  @Test
  void leavesTheTokenThatRunningProgramsHaveRead() throws Exception {
    init();
    String token = Files.readString(secret.resolve("token"));

    init();

    assertThat(secret.resolve("token")).hasContent(token);
  }

  @Test
  void givesAFolderToAUser() throws Exception {
    Path folder = Files.createDirectory(shared.resolve("queue"));
    Object self = Files.getAttribute(folder, "unix:uid");

    init(folder + "=" + self);

    assertThat(Files.getAttribute(folder, "unix:uid")).isEqualTo(self);
  }

  @Test
  void namesEachMisspeltSettingOfDotEnv() throws Exception {
    Path env =
        Files.writeString(
            shared.resolve(".env"),
            """
            # SPANLINE_COMMENT=1
            COMPOSE_PROJECT_NAME=other
            SPANLINE_PORT_KAFKA=19092
            export SPANLINE_TRACE_GAPP=PT5S
            SPANLINE_PROT_KAFKA: 1
            """);

    assertThatThrownBy(() -> ComposeInit.checkNames(env))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "SPANLINE_PROT_KAFKA: no such setting; did you mean SPANLINE_PORT_KAFKA?",
                        "SPANLINE_TRACE_GAPP: no such setting; did you mean SPANLINE_TRACE_GAP?"));
  }

  @Test
  void dotEnvMayBeMissing() throws Exception {
    ComposeInit.checkNames(shared.resolve(".env"));
  }

  private void init(String... owners) throws IOException {
    init(Settings.of(Map.of()), owners);
  }

  private void init(Settings settings, String... owners) throws IOException {
    List<String> args = new ArrayList<>(List.of(CLONE, shared.toString(), secret.toString()));
    args.addAll(List.of(owners));
    ComposeInit.prepare(settings, args.toArray(new String[0]));
  }
}
