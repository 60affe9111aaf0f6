using System.Text;
using Microsoft.Extensions.Options;
using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.Storage;
using Ticketing.Wallets;

namespace Ticketing.Tests.Common;

/// <summary>Operators read the rows with SQL: what a name or a word is there may not change.</summary>
public sealed class GrainStateJsonTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly StateJson _json = new(
        Options.Create(
            new GroupCommitStorageOptions { JsonTypeInfoResolvers = { TicketingGrains.StateJson } }
        )
    );

    [Fact]
    public void A_wallet_is_written_as_operators_read_it() =>
        Write(
                new WalletState
                {
                    Balance = 180,
                    NextEntry = 3,
                    Entries =
                    [
                        new WalletEntry(1, WalletEntryKind.Charge, 300, 300, Now, null, "op", "hash"),
                        new WalletEntry(2, WalletEntryKind.Payment, 120, 180, Now, "rsv-1-a"),
                    ],
                }
            )
            .ShouldBe(
                """{"balance":180,"nextEntry":3,"entries":[{"entryId":1,"kind":"charge","amount":300,"balanceAfter":300,"at":"2026-12-01T12:00:00+00:00","operationId":"op","requestHash":"hash"},{"entryId":2,"kind":"payment","amount":120,"balanceAfter":180,"at":"2026-12-01T12:00:00+00:00","reservationId":"rsv-1-a"}],"pages":0}"""
            );

    [Fact]
    public void Reservations_are_written_as_operators_read_them()
    {
        var paid = ReservationRulesTestsData.Paid(Now);
        Write(new ReservationsState { Next = 2, Recent = [paid] })
            .ShouldBe(
                """{"next":2,"open":[],"recent":[{"reservationId":"rsv-1-a","number":1,"userId":"ann","concertId":"concert","scheduleId":"date","seatNumber":5,"price":120,"status":"paid","reservedAt":"2026-12-01T12:00:00+00:00","holdExpiresAt":"2026-12-01T12:05:00+00:00","queueId":"default","placeNumber":7,"payment":{"paymentId":"pay-1-a","ticketId":"tkt-1-a","amount":120,"balanceAfter":180,"paidAt":"2026-12-01T12:00:00+00:00"}}],"pages":0}"""
            );
    }

    [Fact]
    public void A_seat_is_written_as_operators_read_it() =>
        Write(
                SeatRules
                    .Hold(new SeatState(), new HoldSeat("rsv-1-a", "ann"), Now, TimeSpan.FromMinutes(5))
                    .State
            )
            .ShouldBe(
                """{"status":"held","reservationId":"rsv-1-a","userId":"ann","heldAt":"2026-12-01T12:00:00+00:00","heldUntil":"2026-12-01T12:05:00+00:00","version":1}"""
            );

    [Fact]
    public void What_is_written_reads_back()
    {
        var state = new ReservationsState { Next = 2, Recent = [ReservationRulesTestsData.Paid(Now)] };

        var read = _json.Deserialize<ReservationsState>(_json.Serialize(state))!;

        read.Recent.ShouldBe(state.Recent);
        (read.Next, read.Open.Length, read.Pages).ShouldBe((2, 0, 0));
    }

    [Fact]
    public void A_seat_that_nobody_has_is_two_members() =>
        Write(new SeatState { Version = 3 }).ShouldBe("""{"status":"available","version":3}""");

    private string Write<T>(T state) => Encoding.UTF8.GetString(_json.Serialize(state));

    private static class ReservationRulesTestsData
    {
        public static Reservation Paid(DateTimeOffset now) =>
            new(
                "rsv-1-a",
                1,
                "ann",
                "concert",
                "date",
                5,
                120,
                ReservationStatus.Paid,
                now,
                now.AddMinutes(5),
                "default",
                7,
                new Payment("pay-1-a", "tkt-1-a", 120, 180, now)
            );
    }
}
