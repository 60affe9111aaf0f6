using System.Collections.Concurrent;
using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.Tests.Support;
using Ticketing.Wallets;

namespace Ticketing.Tests.Reservations;

/// <summary>
/// Many users charge, reserve, pay and cancel at once, and the process is killed at a random durable step,
/// again and again. After each restart the audit is clean and every answer that somebody got still holds.
/// </summary>
public sealed class KilledSaleTests
{
    private const int Users = 8;
    private const int Seats = 10;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Whatever_is_killed_whenever_money_seats_and_answers_agree(int seed)
    {
        var random = new Random(seed);
        var answers = new Answers();
        await using var sale = await SaleHost.StartAsync(Seats);
        for (var round = 0; round < 6; round++)
        {
            var plan = new CrashPlan(random.Next(1, 150), random.Next(2) == 0);
            plan.Watch(sale);
            var seeds = Enumerable.Range(0, Users).Select(_ => random.Next()).ToList();
            await Task.WhenAll(
                seeds.Select(
                    (own, user) => Task.Run(() => LiveAsync(sale, $"u{user}", new Random(own), answers))
                )
            );

            await sale.RestartAsync();
            plan.End();
            var report = await sale.AuditAsync();

            // The clock leaps here, so a sale may look old before anybody had the time to finish it.
            report
                .Violations.Where(violation => !violation.Contains("stands still"))
                .ShouldBeEmpty($"seed {seed}, round {round}, killed {plan.Where}");
            await answers.StillHoldAsync(sale);
            sale.Clock.Advance(TimeSpan.FromSeconds(random.Next(0, 200)));
        }

        await sale.PassUntilAsync(
            () => Enumerable.Range(1, Seats).All(seat => IsSettled(sale.StoredSeat(seat))),
            SaleHost.Hold + TimeSpan.FromMinutes(2)
        );
        (await sale.AuditAsync()).Violations.ShouldBeEmpty($"seed {seed}, at the end");
        await answers.StillHoldAsync(sale);
    }

    private static bool IsSettled(SeatState seat) => seat.Status is SeatPhase.Available or SeatPhase.Sold;

    private static async Task LiveAsync(SaleHost sale, string user, Random random, Answers answers)
    {
        var held = new List<Reservation>();
        try
        {
            for (var i = 0; i < 25; i++)
            {
                switch (random.Next(5))
                {
                    case 0:
                        answers.Take(user, await sale.ChargeAsync(user, random.Next(1, 150)));
                        break;
                    case 1 or 2:
                        var reserved = await sale.ReserveAsync(user, random.Next(1, Seats + 1));
                        if (reserved.Status == ReserveStatus.Reserved)
                        {
                            held.Add(answers.Take(reserved.Reservation!));
                        }

                        break;
                    case 3 when held.Count > 0:
                        var paid = await sale.PayAsync(
                            user,
                            held[random.Next(held.Count)],
                            place: sale.NextPlace()
                        );
                        if (paid.Status == PayStatus.Paid)
                        {
                            answers.Take(paid.Reservation!);
                        }

                        break;
                    case 4 when held.Count > 0 && random.Next(2) == 0:
                        await sale.Book(user).CancelAsync(held[random.Next(held.Count)].ReservationId);
                        break;
                }
            }
        }
        catch (Exception)
        {
            // Killed: nobody is answered any more.
        }
    }

    /// <summary>What users were told, in so far as it must be so for good.</summary>
    private sealed class Answers
    {
        private readonly ConcurrentBag<(string User, ChargeOutcome Charge)> _charges = [];
        private readonly ConcurrentDictionary<string, Reservation> _reservations = new();

        public void Take(string user, ChargeOutcome charge) => _charges.Add((user, charge));

        public Reservation Take(Reservation reservation) =>
            _reservations[reservation.ReservationId] = reservation;

        public async Task StillHoldAsync(SaleHost sale)
        {
            foreach (var (user, charge) in _charges)
            {
                var page = await sale.Wallet(user).GetHistoryAsync(charge.EntryId + 1, 1);
                (page.Entries[0].EntryId, page.Entries[0].Kind, page.Entries[0].BalanceAfter).ShouldBe(
                    (charge.EntryId, WalletEntryKind.Charge, charge.Balance)
                );
            }

            foreach (var told in _reservations.Values)
            {
                var found = (await sale.Book(told.UserId).FindAsync(told.ReservationId))!;
                (found.Number, found.SeatNumber, found.HoldExpiresAt).ShouldBe(
                    (told.Number, told.SeatNumber, told.HoldExpiresAt)
                );
                if (told.Payment is not null)
                {
                    found.ShouldBe(told);
                }
            }
        }
    }
}
