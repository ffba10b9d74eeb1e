package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A long run at an even rate, with flows that are new all the time and definitions that come and go: heap after
 * collection, threads and descriptors must not grow.
 */
final class EnduranceScenario {

    private static final double CHURN = 0.3;
    private static final double MEGABYTE = 1 << 20;

    private final Results results;
    private final double rate;
    private final double minutes;
    private final List<Point> points = new ArrayList<>();

    /**
     * What was found at one time.
     *
     * @param heap live heap after a collection, MB
     * @param resident resident memory, MB
     * @param drops datagrams lost so far
     */
    private record Point(
            double minute, double heap, double resident, long threads, long descriptors, long received, long drops) {

        String row() {
            return String.format(
                    Locale.ROOT,
                    "%.2f,%.1f,%.1f,%d,%d,%d,%d",
                    minute,
                    heap,
                    resident,
                    threads,
                    descriptors,
                    received,
                    drops);
        }
    }

    /**
     * A run that has not begun.
     *
     * @param results where its figures go
     * @param rate datagrams a second
     */
    EnduranceScenario(Results results, double rate, double minutes) {
        this.results = results;
        this.rate = rate;
        this.minutes = minutes;
    }

    /** Runs it, writes a table and a picture, and answers what was not as it must be. */
    List<String> run(Path csv, Path svg) throws IOException, InterruptedException {
        try (var engine = new LoadedEngine(
                        List.of("-Xms512M", "-Xmx512M", "-XX:+UseG1GC"),
                        List.of("-Dsflow.rcvpktsbuffer=1000", "-Dflow.cache.max=200"),
                        5);
                var traffic = new LoadTraffic(engine.port())) {
            // Until code is compiled and every table is as full as it gets.
            traffic.send(rate, 30, CHURN);
            long begun = System.nanoTime();
            int round = 0;
            double minute = 0;
            while (minute < minutes) {
                points.add(point(engine, minute));
                System.out.println(points.getLast().row());
                for (int i = 0; i < 6; i++, round++) {
                    change(engine, round);
                    traffic.send(rate, Math.min(5, minutes * 10), CHURN);
                }
                minute = (System.nanoTime() - begun) / 6e10;
            }
            points.add(point(engine, minute));
            System.out.println(points.getLast().row());
        }
        results.print("endurance", summary());
        Files.write(csv, csv());
        Files.writeString(svg, picture());
        return objections();
    }

    private List<String> csv() {
        List<String> rows = new ArrayList<>();
        rows.add("minute,live_heap_mb,resident_mb,threads,descriptors,received,dropped");
        points.forEach(point -> rows.add(point.row()));
        return rows;
    }

    private static Point point(LoadedEngine engine, double minute) throws IOException, InterruptedException {
        double heap = engine.liveHeap() / MEGABYTE;
        LoadedEngine.Figures figures = engine.figures();
        return new Point(
                minute,
                heap,
                engine.resident() / MEGABYTE,
                figures.of("threadCount"),
                engine.descriptors(),
                figures.of("sFlowDatagramsReceived"),
                figures.drops());
    }

    /** A definition comes, changes or goes; questions are asked meanwhile. */
    private static void change(LoadedEngine engine, int round) throws IOException, InterruptedException {
        String name = "churn" + round / 3 % 4;
        switch (round % 3) {
            case 0 -> engine.define(name, "{\"keys\":\"ipsource,ipdestination,tcpsourceport\",\"value\":\"bytes\"}");
            case 1 -> engine.define(name, "{\"keys\":\"ipdestination\",\"value\":\"frames\",\"log\":true}");
            default -> engine.remove(name);
        }
        engine.get("/activeflows/ALL/flow01/json");
        engine.get("/metric/ALL/max:flow02/json");
        engine.get("/flows/json");
        engine.get("/prometheus/analyzer/txt");
    }

    private String picture() {
        return new LineChart(String.format(
                        Locale.ROOT,
                        "%.0f minutes at %.0f datagrams a second, %d samples in each, %.0f %% of them with a new flow",
                        points.getLast().minute,
                        rate,
                        LoadTraffic.SAMPLES,
                        CHURN * 100))
                .line("live heap, MB", values(Point::heap))
                .line("threads", values(Point::threads))
                .line("descriptors", values(Point::descriptors))
                .svg(values(Point::minute), "minutes");
    }

    private double[] values(ToDoubleFunction<Point> what) {
        return points.stream().mapToDouble(what).toArray();
    }

    private Map<String, Object> summary() {
        Point end = points.getLast();
        var members = new LinkedHashMap<String, Object>();
        members.put("minutes", end.minute);
        members.put("rate", rate);
        members.put("heapFirstMB", first(Point::heap));
        members.put("heapLastMB", last(Point::heap));
        members.put("threadsFirst", first(Point::threads));
        members.put("threadsLast", last(Point::threads));
        members.put("descriptorsFirst", first(Point::descriptors));
        members.put("descriptorsLast", last(Point::descriptors));
        members.put("received", end.received - points.getFirst().received);
        members.put("lost", end.drops - points.getFirst().drops);
        return members;
    }

    /** What has grown from the first third to the last. */
    private List<String> objections() {
        List<String> objections = new ArrayList<>();
        compare(objections, "live heap", Point::heap, 1.05, 2);
        compare(objections, "threads", Point::threads, 1, 2);
        compare(objections, "descriptors", Point::descriptors, 1, 2);
        return objections;
    }

    private void compare(
            List<String> objections, String what, ToDoubleFunction<Point> value, double times, double more) {
        if (last(value) > first(value) * times + more) {
            objections.add(
                    String.format(Locale.ROOT, "%s has grown from %.1f to %.1f", what, first(value), last(value)));
        }
    }

    /** The most in the first third. */
    private double first(ToDoubleFunction<Point> value) {
        return most(points.subList(0, third()), value);
    }

    /** The most in the last third. */
    private double last(ToDoubleFunction<Point> value) {
        return most(points.subList(points.size() - third(), points.size()), value);
    }

    private int third() {
        return Math.max(1, points.size() / 3);
    }

    private static double most(List<Point> points, ToDoubleFunction<Point> value) {
        return points.stream().mapToDouble(value).max().orElse(0);
    }
}
