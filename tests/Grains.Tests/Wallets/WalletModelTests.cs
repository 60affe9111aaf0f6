using FsCheck;
using FsCheck.Fluent;
using Ticketing.Wallets;

namespace Ticketing.Tests.Wallets;

/// <summary>
/// Any sequence of charges and payments, repeated or not, with the own row paged out as the grain does,
/// against a model that is one number and two sets of ids.
/// </summary>
public sealed class WalletModelTests
{
    private static readonly WalletOptions Options = new() { MaxBalance = 500 };
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Charges_less_payments_are_the_balance_and_each_is_in_the_history_once()
    {
        var step = Gen.Zip(Gen.Choose(0, 2), Gen.Zip(Gen.Choose(-5, 120), Gen.Choose(0, 40)))
            .Select(t => new Step(t.Item1, t.Item2.Item1, t.Item2.Item2));
        Prop.ForAll(Arb.From(Gen.ListOf(step)), Run)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(300));
    }

    private static void Run(IEnumerable<Step> steps)
    {
        var wallet = new WalletState();
        var history = new List<WalletEntry>();
        var model = new Model();
        foreach (var step in steps)
        {
            var next =
                step.Kind == 2 ? Pay(wallet, step, history, model) : Charge(wallet, step, history, model);
            if (!ReferenceEquals(next, wallet) && !WalletRules.EntriesToPage(wallet, Options).IsEmpty)
            {
                next = WalletRules.WithoutPage(next);
            }

            history.AddRange(next.Entries.Where(entry => entry.EntryId > history.Count));
            wallet = next;
            wallet.Balance.ShouldBe(model.Balance);
            wallet.Balance.ShouldBeInRange(0, Options.MaxBalance);
            wallet.Entries.Length.ShouldBeLessThanOrEqualTo(Options.RecentEntries);
        }

        history
            .Select(entry => entry.EntryId)
            .ShouldBe(Enumerable.Range(1, history.Count).Select(id => (long)id));
        history.Sum(Signed).ShouldBe(wallet.Balance);
        history.Count(entry => entry.ReservationId is not null).ShouldBe(model.Paid.Count);
    }

    private static WalletState Charge(WalletState wallet, Step step, List<WalletEntry> history, Model model)
    {
        var id = step.Kind == 1 ? $"op{step.Id}" : null;
        var earlier = history.FirstOrDefault(entry => id is not null && entry.OperationId == id);
        var (next, outcome) = WalletRules.Charge(
            wallet,
            new ChargeWallet(step.Amount, id, "h"),
            earlier,
            Now,
            Options
        );
        outcome.Status.ShouldBe(model.Charge(id, step.Amount));
        return next;
    }

    private static WalletState Pay(WalletState wallet, Step step, List<WalletEntry> history, Model model)
    {
        var amount = Math.Max(1, step.Amount);
        var earlier = history.FirstOrDefault(entry => entry.ReservationId == $"r{step.Id}");
        var (next, outcome) = WalletRules.Pay(wallet, new PayFromWallet($"r{step.Id}", amount), earlier, Now);
        outcome.Status.ShouldBe(model.Pay(step.Id, amount));
        return next;
    }

    private static long Signed(WalletEntry entry) =>
        entry.Kind == WalletEntryKind.Payment ? -entry.Amount : entry.Amount;

    private sealed record Step(int Kind, int Amount, int Id);

    private sealed class Model
    {
        private readonly HashSet<string> _charged = [];

        public long Balance { get; private set; }

        public HashSet<int> Paid { get; } = [];

        public ChargeStatus Charge(string? id, int amount)
        {
            if (amount <= 0)
            {
                return ChargeStatus.AmountInvalid;
            }

            if (id is not null && _charged.Contains(id))
            {
                return ChargeStatus.Charged;
            }

            if (Balance + amount > Options.MaxBalance)
            {
                return ChargeStatus.BalanceLimit;
            }

            Balance += amount;
            if (id is not null)
            {
                _charged.Add(id);
            }

            return ChargeStatus.Charged;
        }

        public DebitStatus Pay(int reservation, int amount)
        {
            if (Paid.Contains(reservation))
            {
                return DebitStatus.Debited;
            }

            if (Balance < amount)
            {
                return DebitStatus.InsufficientBalance;
            }

            Paid.Add(reservation);
            Balance -= amount;
            return DebitStatus.Debited;
        }
    }
}
