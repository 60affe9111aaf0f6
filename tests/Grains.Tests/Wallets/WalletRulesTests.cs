using Ticketing.Wallets;

namespace Ticketing.Tests.Wallets;

public sealed class WalletRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly WalletOptions Options = new() { MaxBalance = 1000 };

    [Fact]
    public void A_charge_adds_the_amount_and_one_entry()
    {
        var (state, outcome) = Charge(new WalletState(), new ChargeWallet(300, "op", "hash"));

        outcome.ShouldBe(new ChargeOutcome(ChargeStatus.Charged, 300, 1));
        state.Balance.ShouldBe(300);
        state.NextEntry.ShouldBe(2);
        state.Entries.ShouldBe([
            new WalletEntry(1, WalletEntryKind.Charge, 300, 300, Now, OperationId: "op", RequestHash: "hash"),
        ]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void An_amount_of_zero_or_less_is_refused(long amount)
    {
        var wallet = Charge(new WalletState(), new ChargeWallet(300)).State;

        var (state, outcome) = Charge(wallet, new ChargeWallet(amount));

        outcome.Status.ShouldBe(ChargeStatus.AmountInvalid);
        state.ShouldBeSameAs(wallet);
    }

    [Theory]
    [InlineData(700, ChargeStatus.Charged)]
    [InlineData(701, ChargeStatus.BalanceLimit)]
    [InlineData(long.MaxValue, ChargeStatus.BalanceLimit)]
    public void A_charge_may_reach_the_greatest_balance_and_not_pass_it(long amount, ChargeStatus expected)
    {
        var wallet = Charge(new WalletState(), new ChargeWallet(300)).State;

        Charge(wallet, new ChargeWallet(amount)).Outcome.Status.ShouldBe(expected);
    }

    [Fact]
    public void A_charge_with_a_known_id_answers_as_the_first_time()
    {
        var (wallet, first) = Charge(new WalletState(), new ChargeWallet(300, "op", "hash"));
        wallet = Charge(wallet, new ChargeWallet(5)).State;

        var (state, outcome) = Charge(wallet, new ChargeWallet(300, "op", "hash"));

        outcome.ShouldBe(first with { Replayed = true });
        state.ShouldBeSameAs(wallet);
    }

    [Fact]
    public void A_known_id_with_another_request_is_refused()
    {
        var wallet = Charge(new WalletState(), new ChargeWallet(300, "op", "hash")).State;

        var (state, outcome) = Charge(wallet, new ChargeWallet(301, "op", "other"));

        outcome.Status.ShouldBe(ChargeStatus.KeyReused);
        state.ShouldBeSameAs(wallet);
    }

    [Fact]
    public void A_payment_takes_the_price_once_however_often_it_is_asked_for()
    {
        var wallet = Charge(new WalletState(), new ChargeWallet(300)).State;
        var (paid, first) = Pay(wallet, new PayFromWallet("r1", 120));
        var later = Charge(paid, new ChargeWallet(50)).State;

        var (state, again) = Pay(later, new PayFromWallet("r1", 120));

        first.ShouldBe(new DebitOutcome(DebitStatus.Debited, 180));
        again.ShouldBe(first);
        state.ShouldBeSameAs(later);
        paid.Entries[1].ShouldBe(new WalletEntry(2, WalletEntryKind.Payment, 120, 180, Now, "r1"));
    }

    [Fact]
    public void A_balance_below_the_price_is_left_alone_and_an_exact_one_is_enough()
    {
        var wallet = Charge(new WalletState(), new ChargeWallet(300)).State;

        Pay(wallet, new PayFromWallet("r1", 301))
            .ShouldBe((wallet, new DebitOutcome(DebitStatus.InsufficientBalance, 300)));
        Pay(wallet, new PayFromWallet("r1", 300)).State.Balance.ShouldBe(0);
    }

    [Fact]
    public void A_price_that_is_not_above_zero_is_a_bug() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Pay(new WalletState(), new PayFromWallet("r1", 0)));

    [Fact]
    public void A_charge_and_a_payment_of_the_same_id_are_two_things()
    {
        var wallet = Charge(new WalletState(), new ChargeWallet(300, "r1", "hash")).State;

        Pay(wallet, new PayFromWallet("r1", 100)).Outcome.Status.ShouldBe(DebitStatus.Debited);
        WalletRules.FindPayment(wallet, "r1").ShouldBeNull();
    }

    [Fact]
    public void A_full_row_gives_its_oldest_page_away()
    {
        var wallet = new WalletState();
        for (var i = 0; i < 32; i++)
        {
            WalletRules.EntriesToPage(wallet, Options).ShouldBeEmpty();
            wallet = Charge(wallet, new ChargeWallet(1)).State;
        }

        var page = WalletRules.EntriesToPage(wallet, Options);
        var rest = WalletRules.WithoutPage(wallet);

        page.Select(entry => entry.EntryId).ShouldBe(Enumerable.Range(1, 16).Select(id => (long)id));
        page.ShouldAllBe(entry => WalletRules.PageOf(entry.EntryId) == 0);
        rest.Entries.Select(entry => entry.EntryId).ShouldBe(Enumerable.Range(17, 16).Select(id => (long)id));
        (rest.Pages, rest.Balance, rest.NextEntry).ShouldBe((1, 32, 33));
    }

    private static (WalletState State, ChargeOutcome Outcome) Charge(WalletState state, ChargeWallet command)
    {
        var earlier = command.OperationId is { } id ? WalletRules.FindCharge(state, id) : null;
        return WalletRules.Charge(state, command, earlier, Now, Options);
    }

    private static (WalletState State, DebitOutcome Outcome) Pay(WalletState state, PayFromWallet command) =>
        WalletRules.Pay(state, command, WalletRules.FindPayment(state, command.ReservationId), Now);
}
