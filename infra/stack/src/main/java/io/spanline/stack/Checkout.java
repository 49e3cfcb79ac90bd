package io.spanline.stack;

import java.nio.file.Path;

/**
 * A clone of the project: its code, and the folder for what its processes leave behind.
 *
 * @param root the clone's top folder, which every process runs in
 * @param state logs, data and the record of the running stack; {@code .spanline} unless a test has
 *     its own
 */
public record Checkout(Path root, Path state) {
  public Checkout {
    root = root.toAbsolutePath().normalize();
    state = root.resolve(state).toAbsolutePath().normalize();
  }

  public Checkout(Path root) {
    this(root, Path.of(".spanline"));
  }

  public Path file(String path) {
    return root.resolve(path);
  }

  public Path logs() {
    return state.resolve("logs");
  }

  public Path log(String process) {
    return logs().resolve(process + ".log");
  }

  /** Files that live as long as a stack runs. */
  public Path run() {
    return state.resolve("run");
  }

  public Path runFile() {
    return run().resolve("stack.json");
  }

  /** Locked by the process that runs a stack in the clone: one at a time. */
  public Path lock() {
    return run().resolve("lock");
  }

  /** Why the last stack ended, if a process of it failed. */
  public Path lastFailure() {
    return run().resolve("failure.txt");
  }

  /** The proxies that Toxiproxy starts with. */
  public Path toxiproxyConfig() {
    return run().resolve("toxiproxy.json");
  }

  /** Asks the running stack to start Toxiproxy anew. */
  public Path toxiproxyRestart() {
    return run().resolve("toxiproxy-restart.json");
  }

  /** Records of toxics that Kafka has not taken yet. */
  public Path waitingToxics() {
    return state.resolve("toxics-waiting.ndjson");
  }

  /** Notes of removals of toxics, so that one that is killed is ended by whoever comes next. */
  public Path removals() {
    return state.resolve("removals");
  }

  public Path kafkaData() {
    return state.resolve("kafka");
  }

  public Path collectorQueue() {
    return state.resolve("collector-queue");
  }
}
