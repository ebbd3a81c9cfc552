package dev.lepton.cli.quickstart;

import dev.lepton.base.AtomicFiles;
import dev.lepton.base.Seed;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// A table of customers of a telephone company that does not exist, about a quarter of whom leave.
///
/// Numbers, categories, a flag and a moment; some cells are missing, not all of them by chance. Who leaves
/// follows a logistic model with interactions, so that no model can be perfect. The same seed gives the same
/// bytes.
public final class Customers {

    /// The column that says whether a customer left.
    public static final String TARGET = "churned";

    /// Rows of the table that the quickstart writes.
    public static final int ROWS = 10_000;

    private static final String HEADER =
            "customer_id,signed_up,age,region,plan,contract,payment,monthly_charge,data_gb,support_calls,"
                    + "days_since_login,paperless,satisfaction," + TARGET;
    private static final List<String> REGIONS = List.of("north", "south", "east", "west", "capital");
    private static final List<String> PLANS = List.of("basic", "standard", "premium");
    private static final List<String> CONTRACTS = List.of("monthly", "yearly", "two years");
    private static final List<String> PAYMENTS = List.of("card", "bank transfer", "invoice");
    private static final LocalDateTime TODAY = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final int OLDEST_CONTRACT_DAYS = 6 * 365;

    private Customers() {}

    /// Writes the table as CSV with a header.
    public static void write(Path file, int rows, Seed seed) {
        RandomGenerator random = seed.child("customers").random();
        AtomicFiles.write(file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(HEADER + "\n");
            for (int row = 1; row <= rows; row++) {
                writer.write(Customer.draw(random).line(row, random) + "\n");
            }
            writer.flush();
        });
    }

    /// What decides whether one customer leaves.
    private record Customer(
            long tenureDays,
            int age,
            String region,
            int plan,
            int contract,
            String payment,
            double charge,
            double dataGb,
            int calls,
            int idleDays,
            boolean paperless,
            int satisfaction) {

        static Customer draw(RandomGenerator random) {
            int plan = pick(random, 0.45, 0.35);
            int contract = pick(random, 0.5, 0.3);
            double usage = Math.exp(random.nextGaussian(1.2 + 0.5 * plan, 0.7));
            int calls = poisson(random, 1.3);
            double mood = 3.6 - 0.5 * calls + random.nextGaussian(0, 1);
            return new Customer(
                    (long) (OLDEST_CONTRACT_DAYS * random.nextDouble() * random.nextDouble()) + 1,
                    (int) Math.clamp(random.nextGaussian(44, 15), 18, 90),
                    REGIONS.get(random.nextInt(REGIONS.size())),
                    plan,
                    contract,
                    PAYMENTS.get(pick(random, 0.5, 0.3)),
                    14.9 + 12 * plan + 0.4 * usage + random.nextGaussian(0, 3),
                    usage,
                    calls,
                    (int) (random.nextExponential() * 9),
                    random.nextDouble() < 0.6,
                    Math.clamp(Math.round(mood), 1, 5));
        }

        private static int pick(RandomGenerator random, double first, double second) {
            double draw = random.nextDouble();
            return draw < first ? 0 : draw < first + second ? 1 : 2;
        }

        /// Knuth's multiplication of uniform draws; fit for small means.
        private static int poisson(RandomGenerator random, double mean) {
            double limit = Math.exp(-mean);
            double product = random.nextDouble();
            int count = 0;
            while (product > limit) {
                product *= random.nextDouble();
                count++;
            }
            return count;
        }

        /// Log odds of leaving.
        private double leaning() {
            double years = tenureDays / 365.0;
            double cheapness = dataGb / charge; // what a customer gets for the money
            return -2.1
                    + (contract == 0 ? 1.3 - 0.5 * Math.min(years, 3) : contract == 1 ? -0.8 : -2.2)
                    + 0.45 * calls
                    - 0.55 * (satisfaction - 3)
                    + 0.09 * Math.min(idleDays, 30)
                    - 2.5 * Math.min(cheapness, 0.6)
                    + (payment.equals("invoice") ? 0.5 : 0)
                    + (region.equals("capital") && plan == 0 ? 0.8 : 0)
                    + (age < 28 ? 0.4 : 0);
        }

        String line(int number, RandomGenerator random) {
            boolean leaves = random.nextDouble() < 1 / (1 + Math.exp(-leaning()));
            // Whoever is unhappy answers the survey more often: a missing answer says something.
            boolean asked = random.nextDouble() < (satisfaction <= 2 ? 0.8 : 0.5);
            LocalDateTime since = TODAY.minusDays(tenureDays).plus(random.nextInt(86_400), ChronoUnit.SECONDS);
            return String.format(
                    Locale.ROOT,
                    "C%06d,%s,%s,%s,%s,%s,%s,%.2f,%s,%d,%d,%s,%s,%s",
                    number,
                    since.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' '),
                    random.nextDouble() < 0.06 ? "" : Integer.toString(age),
                    random.nextDouble() < 0.02 ? "" : region,
                    PLANS.get(plan),
                    CONTRACTS.get(contract),
                    payment,
                    charge,
                    random.nextDouble() < 0.08 ? "" : String.format(Locale.ROOT, "%.1f", dataGb),
                    calls,
                    idleDays,
                    paperless,
                    asked ? Integer.toString(satisfaction) : "",
                    leaves ? "yes" : "no");
        }
    }
}
