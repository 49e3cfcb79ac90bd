package io.spanline.services.c;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanline.services.kit.Failures;
import io.spanline.services.kit.ItemId;
import io.spanline.services.kit.RequestJson;
import io.spanline.services.kit.Routes;
import io.spanline.services.kit.ServiceContext;
import io.spanline.services.kit.ServiceDefinition;
import io.spanline.services.kit.ServiceProgram;
import io.spanline.services.kit.Work;
import io.spanline.services.kit.WorkProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The program service-c and its requests. */
public final class ServiceC implements Routes {

  /** What the program is; public because the tests of its callers start it in their own process. */
  public static final ServiceDefinition DEFINITION =
      new ServiceDefinition("service-c", 18083, Map.of(), WorkProfile.around(Duration.ofMillis(9)));

  private static final List<String> RECOMMENDED = List.of("p-2", "p-3");

  private final Work work;
  private final Failures failures;

  public static void main(String[] arguments) {
    ServiceProgram.run(DEFINITION, ServiceC::new);
  }

  public ServiceC(ServiceContext context) {
    this.work = context.work();
    this.failures = new Failures(context, Map.of());
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/payments/{id}", this::payment);
    routes.get("/recommendations", this::recommendations);
    routes.post("/payments", this::pay);
    failures.addTo(routes);
  }

  private void payment(Context request) {
    ItemId id = ItemId.of(request);
    work.perform();
    request.json(Map.of("order", id, "state", "paid"));
  }

  private void recommendations(Context request) {
    work.perform();
    request.json(Map.of("products", RECOMMENDED));
  }

  private void pay(Context request) {
    NewPayment payment =
        RequestJson.of(request, NewPayment.class, "{\"order\": \"o-1\", \"amountCents\": 1999}");
    work.perform();
    request.status(HttpStatus.CREATED).json(Map.of("order", payment.order(), "state", "paid"));
  }

  private record NewPayment(ItemId order, long amountCents) {}
}
