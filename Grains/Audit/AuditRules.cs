using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ticketing.Common;
using Names = Ticketing.Common.StateNames;

namespace Ticketing.Audit;

/// <summary>
/// Reconciles money, seats, reservations and tickets over the stored records of one moment, in whatever order
/// they come. It keeps a line for each wallet, each page of history and each reservation that is held or
/// paid; everything else only passes through.
/// </summary>
public static class AuditRules
{
    /// <summary>The kinds of records that an audit must be given, all of them as of one moment.</summary>
    public static IReadOnlyList<string> StateNames { get; } =
    [Names.Wallet, Names.WalletPage, Names.Reservations, Names.ReservationsPage, Names.Seat, Names.Schedule];

    /// <summary>Runs an audit.</summary>
    /// <param name="records">All records of <see cref="StateNames"/> as of one moment.</param>
    /// <param name="now">That moment; holds and sales in progress are judged by it.</param>
    /// <param name="options">How many violations to name and how long a sale may take.</param>
    /// <param name="concertId">Restricts seats, reservations and payments to one concert; null: all.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<AuditReport> RunAsync(
        IAsyncEnumerable<AuditRecord> records,
        DateTimeOffset now,
        AuditOptions options,
        string? concertId = null,
        CancellationToken ct = default
    )
    {
        var violations = new Violations(options.MaxViolations);
        var sales = new SaleAudit(now, options.SaleTolerance, concertId, violations);
        var books = new BookAudit(sales, concertId, violations);
        var wallets = new WalletAudit(sales, violations);
        await foreach (var record in records.WithCancellation(ct))
        {
            try
            {
                Take(record, wallets, books, sales);
            }
            catch (Exception exception) when (exception is JsonException or FormatException)
            {
                violations.Add(
                    $"Record {record.StateName} '{record.Key}' cannot be read: {exception.Message}"
                );
            }
        }

        wallets.Finish();
        books.Finish();
        sales.Finish();
        var counts = new AuditCounts(
            wallets.Count,
            sales.Schedules,
            sales.Seats,
            books.Count,
            sales.Payments
        );
        return new AuditReport(violations.AreNone, counts, violations.ToReport());
    }

    private static void Take(AuditRecord record, WalletAudit wallets, BookAudit books, SaleAudit sales)
    {
        switch (record.StateName)
        {
            case Names.Wallet:
                wallets.Take(record.Key, Read(record, GrainStateJson.Default.WalletState));
                break;
            case Names.WalletPage:
                var (owner, page) = SplitPageKey(record.Key);
                wallets.TakePage(owner, page, Read(record, GrainStateJson.Default.WalletPageState).Entries);
                break;
            case Names.Reservations:
                books.Take(record.Key, Read(record, GrainStateJson.Default.ReservationsState));
                break;
            case Names.ReservationsPage:
                (owner, page) = SplitPageKey(record.Key);
                books.TakePage(
                    owner,
                    page,
                    Read(record, GrainStateJson.Default.ReservationsPageState).Reservations
                );
                break;
            case Names.Seat:
                sales.Take(Seats.SeatKey.Parse(record.Key), Read(record, GrainStateJson.Default.SeatState));
                break;
            case Names.Schedule:
                sales.Take(
                    Concerts.ScheduleKey.Parse(record.Key),
                    Read(record, GrainStateJson.Default.ScheduleState)
                );
                break;
        }
    }

    private static T Read<T>(AuditRecord record, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(record.Payload.Span, type) ?? throw new JsonException("it is null");

    private static (string UserId, long Page) SplitPageKey(string key)
    {
        var slash = key.LastIndexOf('/');
        return
            slash > 0
            && long.TryParse(
                key.AsSpan(slash + 1),
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out var page
            )
            ? (key[..slash], page)
            : throw new FormatException("its key is no userId/page");
    }
}
