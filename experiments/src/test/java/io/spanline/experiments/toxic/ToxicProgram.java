package io.spanline.experiments.toxic;

import io.spanline.clients.Toxic.Stream;
import io.spanline.clients.Toxiproxy;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A program that adds or removes as the verbs do, for tests that end or kill it meanwhile. */
final class ToxicProgram {
  static final String PROXY = "b-to-c";

  private final String address;
  private final Path notes;

  ToxicProgram(String address, Path notes) {
    this.address = address;
    this.notes = notes;
  }

  Process adds() {
    return start("add");
  }

  /** Removes the one toxic of ours. */
  Process removes() {
    return start("remove");
  }

  private Process start(String verb) {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    try {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              classes,
              ToxicProgram.class.getName(),
              address,
              notes.toString(),
              verb)
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs it.
   *
   * @param args address of Toxiproxy's API, folder for notes, verb
   */
  public static void main(String[] args) {
    Toxiproxy toxiproxy = new Toxiproxy(args[0]);
    Rescue rescue =
        new Rescue(Restart.NONE, Path.of(args[1]), "clear it", "restart it", System.out::println);
    Removal removal = new Removal(toxiproxy, rescue, Journal.NONE, Clock.systemUTC());
    Object result = args[2].equals("add") ? add(toxiproxy, removal) : remove(toxiproxy, removal);
    System.out.println(result == null ? "undone" : "done");
  }

  private static Object add(Toxiproxy toxiproxy, Removal removal) {
    Injection injection = new Injection(toxiproxy, Journal.NONE, removal, Clock.systemUTC());
    Injection.Order order = new Injection.Order(PROXY, null, "me", Duration.ofSeconds(60));
    Fault fault = Fault.of(List.of("latency=200"), Stream.DOWNSTREAM, 1);
    return new Uninterrupted<>(
            () -> injection.add(order, fault),
            added -> removal.remove(added, By.OWNER),
            ToxicProgram::end)
        .run();
  }

  private static Object remove(Toxiproxy toxiproxy, Removal removal) {
    LeasedToxic toxic = LeasedToxic.on(toxiproxy.proxy(PROXY)).get(0);
    return new Uninterrupted<>(
            () -> {
              removal.remove(toxic, By.OWNER);
              return toxic;
            },
            removed -> {},
            ToxicProgram::end)
        .run();
  }

  private static void end(NotRemovedException left) {
    left.lines().forEach(System.out::println);
    Runtime.getRuntime().halt(14);
  }
}
