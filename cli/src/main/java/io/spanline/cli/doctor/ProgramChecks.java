package io.spanline.cli.doctor;

import io.spanline.stack.process.ProcessGroup;
import io.spanline.stack.process.ProgramOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the programs that build and run Spanline, except the three tools. */
record ProgramChecks(InstallLines lines) {
  private static final Pattern MAVEN = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)[\\w.-]*");
  private static final String COMPOSE = "docker compose up --wait";

  List<Finding> look() throws IOException {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("JDK", Runtime.version() + " at " + System.getProperty("java.home")));
    try {
      findings.add(maven());
      findings.add(curl());
      findings.add(sessions());
      findings.add(docker());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      findings.add(Finding.note("programs", "interrupted while asking for versions", null));
    }
    return findings;
  }

  private Finding maven() throws IOException, InterruptedException {
    String install =
        lines.of("maven", "install Maven 3.8 or newer: https://maven.apache.org/install.html");
    Path program = ProcessGroup.find("mvn", lines.path());
    if (program == null) {
      return Finding.mend("Maven", "not on the PATH; needed to build changed sources", install);
    }
    String answer = ProgramOutput.of(program, "-version");
    Matcher version = MAVEN.matcher(answer);
    if (!version.find()) {
      return Finding.mend("Maven", program + " does not say its version", "mvn -version");
    }
    int major = Integer.parseInt(version.group(1));
    boolean fits = major > 3 || (major == 3 && Integer.parseInt(version.group(2)) >= 8);
    String found = version.group().substring("Apache Maven ".length()) + " at " + program;
    return fits
        ? Finding.ok("Maven", found)
        : Finding.mend("Maven", found + "; 3.8 or newer is needed", install);
  }

  private Finding curl() throws IOException {
    Path program = ProcessGroup.find("curl", lines.path());
    return program == null
        ? Finding.note(
            "curl",
            "not on the PATH; missing tools are built with Go, not downloaded",
            lines.of("curl", "install curl: https://curl.se/download.html"))
        : Finding.ok("curl", program.toString());
  }

  /** A process without a session of its own receives the Ctrl-C meant for the command line. */
  private Finding sessions() throws IOException {
    Path setsid = ProcessGroup.find("setsid", lines.path());
    Path program = setsid == null ? ProcessGroup.find("perl", lines.path()) : setsid;
    return program == null
        ? Finding.note(
            "setsid or perl",
            "neither is on the PATH; Ctrl-C then reaches every process at once",
            lines.of("setsid", "install util-linux"))
        : Finding.ok("setsid or perl", program.toString());
  }

  private Finding docker() throws IOException, InterruptedException {
    Path program = ProcessGroup.find("docker", lines.path());
    if (program == null) {
      return Finding.note(
          "Docker",
          "not on the PATH; only docker-compose.yml needs it",
          lines.of("docker", "https://docs.docker.com/engine/install"));
    }
    String server =
        ProgramOutput.of(program, "version", "--format", "server {{.Server.Version}}").strip();
    if (!server.matches("server \\S+")) {
      return Finding.note(
          "Docker",
          "%s is installed but its daemon does not answer; only docker-compose.yml needs it"
              .formatted(program),
          "start it: sudo systemctl start docker, or Docker Desktop");
    }
    String compose = ProgramOutput.of(program, "compose", "version", "--short").strip();
    if (!compose.matches("v?2\\.\\S+|v?[3-9]\\.\\S+")) {
      return Finding.note(
          "Docker",
          server + ", without Compose 2; only docker-compose.yml needs it",
          lines.of("docker", "https://docs.docker.com/compose/install"));
    }
    return Finding.ok(
        "Docker", "%s, Compose %s: %s also works".formatted(server, compose, COMPOSE));
  }
}
