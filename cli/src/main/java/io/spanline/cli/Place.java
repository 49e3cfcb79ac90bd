package io.spanline.cli;

/** Where this program was started, and so what a person types there to go on. */
public enum Place {
  /** In a clone, by its script. */
  CLONE("./spanline", "./spanline status", ".spanline/logs/collector.log and jaeger.log"),
  /** In a container of Docker Compose. */
  COMPOSE(
      "docker compose run --rm spanline",
      "docker compose ps --all",
      "docker compose logs collector jaeger");

  private final String command;
  private final String status;
  private final String logs;

  Place(String command, String status, String logs) {
    this.command = command;
    this.status = status;
    this.logs = logs;
  }

  /** As whoever started this process told it; a clone if nobody did. */
  public static Place ofThisProcess() {
    return System.getProperty("spanline.place", "clone").equals("compose") ? COMPOSE : CLONE;
  }

  /**
   * For verbs about the processes and tools of a clone.
   *
   * @throws Complaint elsewhere, with who does it there
   */
  void mustBeClone() {
    if (this == COMPOSE) {
      throw Complaint.refused(
          "that is a verb of the local stack; here there are docker compose up, down and ps");
    }
  }

  /** What comes before a verb. */
  public String command() {
    return command;
  }

  /** What shows which processes run. */
  public String status() {
    return status;
  }

  /** Where Collector and Jaeger say what went wrong. */
  public String logs() {
    return logs;
  }
}
