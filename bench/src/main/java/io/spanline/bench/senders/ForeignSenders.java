package io.spanline.bench.senders;

import io.spanline.bench.corpus.Sender;
import io.spanline.bench.senders.SdkChain.Link;
import io.spanline.stack.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The senders that rows of the table of cases name. */
public final class ForeignSenders {
  /** What must be on the PATH; all else is installed with them. */
  public static final List<String> PROGRAMS = List.of("python3", "node", "npm", "go");

  private ForeignSenders() {}

  /**
   * All, by name.
   *
   * @param folder in which they are installed, of this run alone
   */
  public static Map<String, Sender> all(Checkout checkout, Path folder) {
    Workplace place = new Workplace(checkout, folder);
    return Map.of(
        "sdk-flask",
        chain(place, "sdk-flask-checkout", Sdk.FLASK, "sdk-flask-stock", Sdk.FLASK),
        "sdk-express",
        chain(place, "sdk-express-checkout", Sdk.EXPRESS, "sdk-express-stock", Sdk.EXPRESS),
        "sdk-net-http",
        chain(place, "sdk-net-http-checkout", Sdk.NET_HTTP, "sdk-net-http-stock", Sdk.NET_HTTP),
        "sdk-mixed",
        new SdkChain(
            place,
            List.of(
                new Link("sdk-mixed-flask", Sdk.FLASK),
                new Link("sdk-mixed-express", Sdk.EXPRESS),
                new Link("sdk-mixed-net-http", Sdk.NET_HTTP))),
        "telemetrygen",
        new Telemetrygen(place, "telemetrygen"));
  }

  private static SdkChain chain(
      Workplace place, String caller, Sdk ofCaller, String callee, Sdk ofCallee) {
    return new SdkChain(place, List.of(new Link(caller, ofCaller), new Link(callee, ofCallee)));
  }
}
