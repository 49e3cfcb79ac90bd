// Answers how many of an item are left, by itself or by asking the next; one item in ten fails.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/trace"
)

var client = http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}

func stock(w http.ResponseWriter, r *http.Request) {
	item, err := strconv.Atoi(r.PathValue("item"))
	if err != nil {
		http.NotFound(w, r)
	} else if next := os.Getenv("STOCK_URL"); next != "" {
		ask(w, r, fmt.Sprintf("%s/stock/%d", next, item))
	} else if item%10 == 0 {
		http.Error(w, "the shelf is locked", http.StatusServiceUnavailable)
	} else {
		fmt.Fprintf(w, `{"item":%d,"left":%d}`, item, item%7)
	}
}

func ask(w http.ResponseWriter, r *http.Request, url string) {
	request, err := http.NewRequestWithContext(r.Context(), http.MethodGet, url, nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	answer, err := client.Do(request)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	w.WriteHeader(answer.StatusCode)
	io.Copy(w, answer.Body)
}

func main() {
	exporter, err := otlptracehttp.New(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
	otel.SetTracerProvider(provider)
	otel.SetTextMapPropagator(propagation.TraceContext{})

	routes := http.NewServeMux()
	routes.HandleFunc("GET /stock/{item}", stock)
	server := http.Server{Addr: "127.0.0.1:" + os.Getenv("PORT"), Handler: otelhttp.NewHandler(routes, "server")}
	go func() { log.Print(server.ListenAndServe()) }()

	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM)
	<-stop
	server.Shutdown(context.Background())
	if err := provider.Shutdown(context.Background()); err != nil {
		log.Fatal(err)
	}
}
