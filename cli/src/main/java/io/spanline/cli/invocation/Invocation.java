package io.spanline.cli.invocation;

import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.replay.ReplayFolder;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Setting;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.record.RunningStack;
import io.spanline.terminal.Complaint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the program was started: what {@code ./spanline} tells it.
 *
 * @param terminal whether a person sees standard output
 * @param started when the user typed the command, to the second
 * @param build how long the build took since then
 */
public record Invocation(Checkout checkout, boolean terminal, Instant started, Duration build) {

  /**
   * What the script told this process.
   *
   * @throws io.spanline.settings.SettingsException if a SPANLINE_ variable is unknown or wrong,
   *     even if the verb does not read it
   */
  public static Invocation ofThisProcess() {
    Settings.ofThisProcess();
    return whateverTheSettings();
  }

  /** Like {@link #ofThisProcess}, for verbs that must also work with wrong settings. */
  public static Invocation whateverTheSettings() {
    long started = Long.getLong("spanline.started", Instant.now().getEpochSecond());
    return new Invocation(
        new Checkout(
            Path.of(System.getProperty("spanline.root", ".")), Place.ofThisProcess().state()),
        Boolean.getBoolean("spanline.terminal"),
        Instant.ofEpochSecond(started),
        Duration.ofSeconds(Long.getLong("spanline.buildSeconds", 0)));
  }

  public RunningStack runningStack() {
    return runningStackIfAny().orElseThrow(() -> Complaint.refused(nothingRuns()));
  }

  private Optional<RunningStack> runningStackIfAny() {
    try {
      return RunningStack.find(checkout);
    } catch (IOException e) {
      throw new UncheckedIOException("the record of the running stack cannot be read", e);
    }
  }

  /**
   * The settings of the stack to work on: those of the stack that runs in this clone or, if each
   * process has a host of its own, those of this process.
   */
  public Settings stack() {
    Settings own = Settings.ofThisProcess();
    return own.isByName() ? own : inView(runningStack().settings());
  }

  /** Like {@link #stack}, for verbs that send requests to the shop. */
  public Settings shop() {
    Settings settings = stack();
    String entry = Port.SERVICE_A.process();
    if (settings.isByName() ? !isHost(entry) : !runs(entry)) {
      throw Complaint.refused(
          List.of(
              entry + " does not run, so there is no shop to send requests to",
              "send them to your own services (docs/own-services.md), or start the shop: "
                  + Place.ofThisProcess().whole()));
    }
    return settings;
  }

  private static boolean isHost(String name) {
    try {
      return InetAddress.getByName(name) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Like {@link #stack}, or none if nothing runs. */
  public Optional<Settings> stackIfAny() throws IOException {
    Settings own = Settings.ofThisProcess();
    return own.isByName()
        ? Optional.of(own)
        : RunningStack.find(checkout).map(RunningStack::settings).map(Invocation::inView);
  }

  /** A stack as this process sees it, which may name another Toxiproxy. */
  private static Settings inView(Settings stack) {
    Settings own = Settings.ofThisProcess();
    Setting<?> api = Catalogue.TOXIPROXY_API;
    return own.isSet(api) ? stack.with(Map.of(api.name(), own.text(api))) : stack;
  }

  /** Whether a process of this name is part of the stack that runs in this clone. */
  public boolean runs(String process) {
    return runningStack().processes().stream().anyMatch(each -> each.name().equals(process));
  }

  /** A message: no stack runs, why the last one failed if it did, and how to start one. */
  public List<String> nothingRuns() {
    try {
      List<String> lines = new ArrayList<>(List.of("no stack is running in this clone"));
      RunningStack.lastFailure(checkout)
          .ifPresent(
              failure -> ("the last one stopped because " + failure).lines().forEach(lines::add));
      lines.add("start one: ./spanline up");
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("the last failure cannot be read", e);
    }
  }

  /** The settings of the running stack, else those of this process. */
  public Settings settings() {
    return runningStackIfAny().map(RunningStack::settings).orElseGet(Settings::ofThisProcess);
  }

  /** The captures of this clone, whether a stack runs or not. */
  public CaptureFolder captures() {
    return new CaptureFolder(data());
  }

  /** The replays of this clone. */
  public ReplayFolder replays() {
    return new ReplayFolder(data());
  }

  /** A path as the person sees it: from the clone's folder, if it is below. */
  public String shown(Path file) {
    Path root = checkout.root().toAbsolutePath();
    Path path = file.toAbsolutePath();
    return path.startsWith(root)
        ? root.relativize(path).toString()
        : Place.ofThisProcess().shown(path.toString());
  }

  private Path data() {
    return checkout.root().resolve(settings().value(Catalogue.DATA_DIR));
  }
}
