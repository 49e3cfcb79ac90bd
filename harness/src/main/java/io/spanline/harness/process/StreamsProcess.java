package io.spanline.harness.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.clients.Ledgers;
import io.spanline.clients.Rest;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.stack.plan.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Utils;

/** One instance of streams-baseline as a process of its own, with a state folder of its own. */
public final class StreamsProcess extends OwnProcess {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Checkout checkout;
  private final Rest rest;

  /**
   * Makes an instance; {@link #start} starts it.
   *
   * @param checkout where it was built
   * @param settings say its ports, its name and its broker's port
   * @param folder for its state and log
   */
  public StreamsProcess(Checkout checkout, Settings settings, Path folder) {
    super(name(settings), withState(settings, folder), checkout.root(), folder);
    this.checkout = checkout;
    this.rest = new Rest(name(settings), address(), ANSWER);
  }

  private static String name(Settings settings) {
    return "streams-baseline-" + settings.text(Catalogue.INSTANCE);
  }

  private static Settings withState(Settings settings, Path folder) {
    Path state = folder.resolve("state-of-" + name(settings));
    return settings.with(Map.of(Catalogue.STATE_DIR.name(), state.toString()));
  }

  /** Starts it; returns once it is ready. */
  public void start() throws IOException {
    launch();
    awaitReady();
  }

  /** Starts it and does not wait. */
  public void launch() throws IOException {
    launch(List.of());
  }

  /** Starts it, with more options for its JVM than it ships with, and does not wait. */
  public void launch(List<String> more) throws IOException {
    JavaProgram shipped = new Programs(checkout).of(Component.STREAMS_BASELINE);
    List<String> options = new ArrayList<>(shipped.options());
    options.addAll(more);
    launch(new JavaProgram(shipped.main(), shipped.classPath(), options, shipped.arguments()));
  }

  public void awaitReady() {
    awaitReady(START, this::isReady);
  }

  public boolean isReady() {
    return rest.answers("/health/ready");
  }

  public Rest rest() {
    return rest;
  }

  /** How many stream threads it has now, as it says itself. */
  public int threads() {
    return rest.get("/health").path("threads").size();
  }

  /** Stream threads that died since its last start, as it says itself. */
  public long threadsReplaced() {
    return rest.get("/health").path("threadsReplaced").asLong(-1);
  }

  /** Stream threads that died, over all its starts, as its log says. */
  public long threadsDied() throws IOException {
    return logged("stream thread died");
  }

  /** Partitions of the input that are assigned to it, as it knows. */
  public Set<Integer> partitions() {
    Set<Integer> partitions = new TreeSet<>();
    for (JsonNode instance : rest.get("/health").path("instances")) {
      if (instance.path("self").asBoolean()) {
        instance.path("partitions").forEach(each -> partitions.add(each.asInt()));
      }
    }
    return partitions;
  }

  /** The sum of a meter over its partitions, by its name for Prometheus; 0 before it has any. */
  public long metric(String name) throws IOException {
    URI metrics = URI.create("http://" + address() + "/metrics");
    try (InputStream answer = metrics.toURL().openStream()) {
      return new String(answer.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
          .mapToLong(line -> Math.round(Double.parseDouble(line.replaceFirst(".* ", ""))))
          .sum();
    }
  }

  public Ledgers ledgers() {
    return new Ledgers(address());
  }

  /** Host and port of its REST interface. */
  public String address() {
    return settings().address(Port.STREAMS_BASELINE);
  }

  /** Deletes all that it has written; it must not run. */
  public void wipeState() throws IOException {
    if (isAlive()) {
      throw new IllegalStateException("the state of a running process cannot be wiped");
    }
    Utils.delete(settings().value(Catalogue.STATE_DIR).toFile());
  }
}
