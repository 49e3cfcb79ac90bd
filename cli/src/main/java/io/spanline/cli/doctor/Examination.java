package io.spanline.cli.doctor;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.settings.SettingsException;
import io.spanline.stack.Checkout;
import io.spanline.stack.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All checks, in the order to show them. */
public final class Examination {
  private final Checkout checkout;
  private final Map<String, String> environment;
  private final Clock clock;

  public Examination(Checkout checkout, Map<String, String> environment, Clock clock) {
    this.checkout = checkout;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  /** Runs every check; wrong settings skip only those that depend on them. */
  public List<Finding> findings() throws IOException {
    List<Finding> findings = new ArrayList<>();
    InstallLines lines =
        new InstallLines(
            checkout.file("infra/install-lines.txt"), environment.getOrDefault("PATH", ""));
    findings.addAll(new ProgramChecks(lines).look());
    Settings settings = Settings.of(Map.of());
    try {
      settings = Settings.of(environment);
      findings.add(Finding.ok("settings", settings.environment().size() + " set, all known"));
      findings.addAll(new ToolChecks(checkout.root(), settings, lines).look());
      findings.addAll(new SettingChecks(checkout, settings).look());
      findings.addAll(new ToxicChecks(checkout, settings, clock).look());
    } catch (SettingsException e) {
      for (String problem : e.problems()) {
        findings.add(
            Finding.mend(
                "settings", problem, "unset or correct it; ./spanline settings lists all"));
      }
    }
    findings.addAll(machine(settings).look());
    return findings;
  }

  private MachineChecks machine(Settings settings) throws IOException {
    Path jar = checkout.file("cli/target/cli.jar");
    Instant built = Files.exists(jar) ? Files.getLastModifiedTime(jar).toInstant() : Instant.EPOCH;
    return new MachineChecks(
        checkout.root(),
        checkout.root().resolve(settings.value(Catalogue.DATA_DIR)),
        Tools.cacheFolder(settings),
        built,
        clock);
  }
}
