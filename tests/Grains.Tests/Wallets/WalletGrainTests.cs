using Ticketing.Tests.Support;
using Ticketing.Wallets;

namespace Ticketing.Tests.Wallets;

public sealed class WalletGrainTests
{
    [Fact]
    public async Task Every_entry_is_in_the_history_once_however_long_it_grows()
    {
        await using var sale = await SaleHost.StartAsync();
        for (var i = 1; i <= 150; i++)
        {
            await sale.ChargeAsync("ann", i);
        }

        await sale.RestartAsync();
        var entries = await ReadAllAsync(sale, 37);

        entries
            .Select(entry => entry.EntryId)
            .ShouldBe(Enumerable.Range(1, 150).Reverse().Select(i => (long)i));
        entries.ShouldAllBe(entry => entry.Amount == entry.EntryId);
        sale.Storage.StateOf<WalletState>("wallet", "ann")!.Entries.Length.ShouldBeLessThanOrEqualTo(32);
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task A_page_of_history_begins_below_the_given_entry_and_says_how_to_go_on()
    {
        await using var sale = await SaleHost.StartAsync();
        (await sale.Wallet("ann").GetHistoryAsync(0, 10)).ShouldBe(new WalletHistory([], null));
        for (var i = 1; i <= 40; i++)
        {
            await sale.ChargeAsync("ann", i);
        }

        var page = await sale.Wallet("ann").GetHistoryAsync(20, 5);
        page.Entries.Select(entry => entry.EntryId).ShouldBe([19, 18, 17, 16, 15]);
        page.Next.ShouldBe(15);
        (await sale.Wallet("ann").GetHistoryAsync(2, 5)).Next.ShouldBeNull();
        (await sale.Wallet("ann").GetHistoryAsync(1, 5)).Entries.ShouldBeEmpty();
        (await sale.Wallet("ann").GetHistoryAsync(1000, 1)).Entries[0].EntryId.ShouldBe(40);
    }

    [Fact]
    public async Task One_call_lists_no_more_than_its_limit()
    {
        await using var sale = await SaleHost.StartAsync(settings: ("Wallet:MaxListed", "20"));
        for (var i = 1; i <= 40; i++)
        {
            await sale.ChargeAsync("ann", i);
        }

        (await sale.Wallet("ann").GetHistoryAsync(0, int.MaxValue)).Entries.Length.ShouldBe(20);
        (await sale.Wallet("ann").GetHistoryAsync(0, 0)).Entries.Length.ShouldBe(1);
    }

    [Fact]
    public async Task An_operation_that_has_left_the_own_row_is_still_known()
    {
        await using var sale = await SaleHost.StartAsync();
        var charge = new ChargeWallet(1000, "op", "hash");
        var charged = await sale.Wallet("ann").ChargeAsync(charge);
        var paid = await sale.Wallet("ann").PayAsync(new PayFromWallet("rsv-1-a", 100));
        for (var i = 0; i < 100; i++)
        {
            await sale.ChargeAsync("ann", 1);
        }

        await sale.RestartAsync();
        var balance = await sale.Wallet("ann").GetBalanceAsync();

        (await sale.Wallet("ann").ChargeAsync(charge)).ShouldBe(charged with { Replayed = true });
        (await sale.Wallet("ann").ChargeAsync(charge with { RequestHash = "other" })).Status.ShouldBe(
            ChargeStatus.KeyReused
        );
        (await sale.Wallet("ann").PayAsync(new PayFromWallet("rsv-1-a", 100))).ShouldBe(paid);
        (await sale.Wallet("ann").GetBalanceAsync()).ShouldBe(balance);
    }

    [Fact]
    public async Task A_small_wallet_costs_one_write_an_operation_and_no_read_for_a_key()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.ChargeAsync("ann", 1);
        var writes = sale.Storage.Writes;

        await sale.Wallet("ann").ChargeAsync(new ChargeWallet(5, "op", "hash"));

        sale.Storage.Writes.ShouldBe(writes + 1);
        sale.Storage.KeysOf("operation").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("wallet-page", false)]
    [InlineData("wallet-page", true)]
    [InlineData("operation", false)]
    [InlineData("operation", true)]
    [InlineData("wallet", false)]
    [InlineData("wallet", true)]
    public async Task A_page_move_that_was_cut_off_loses_and_doubles_nothing(string record, bool done)
    {
        await using var sale = await SaleHost.StartAsync();
        for (var i = 0; i < 32; i++)
        {
            await sale.Wallet("ann").ChargeAsync(new ChargeWallet(1, $"op{i}", "hash"));
        }

        var plan = new CrashPlan(1, done);
        sale.Storage.BeforeWrite = (state, _) => Step(plan.Before, state);
        sale.Storage.AfterWrite = (state, _) => Step(plan.After, state);
        void Step(Action<string> step, string state)
        {
            if (state == record || plan.HasCrashed)
            {
                step(state);
            }
        }

        await Should.ThrowAsync<Exception>(() =>
            sale.Wallet("ann").ChargeAsync(new ChargeWallet(1, "last", "hash"))
        );
        await sale.RestartAsync();
        plan.End();
        await sale.AuditIsCleanAsync();
        var outcome = await sale.Wallet("ann").ChargeAsync(new ChargeWallet(1, "last", "hash"));

        (outcome.Status, outcome.Balance, outcome.EntryId).ShouldBe((ChargeStatus.Charged, 33, 33));
        (await sale.Wallet("ann").ChargeAsync(new ChargeWallet(1, "op0", "hash"))).Replayed.ShouldBeTrue();
        (await ReadAllAsync(sale, 100)).Count.ShouldBe(33);
        await sale.AuditIsCleanAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_charge_whose_write_failed_is_in_the_history_once_after_it_is_repeated(bool done)
    {
        await using var sale = await SaleHost.StartAsync();
        var plan = new CrashPlan(1, done);
        plan.Watch(sale);
        var charge = new ChargeWallet(70, "op", "hash");

        await Should.ThrowAsync<Exception>(() => sale.Wallet("ann").ChargeAsync(charge));
        plan.End();

        var repeated = await sale.Wallet("ann").ChargeAsync(charge);
        (repeated.Balance, repeated.Replayed).ShouldBe((70, done));
        (await ReadAllAsync(sale, 10)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Charges_and_payments_at_once_add_up()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.ChargeAsync("ann", 1000);

        var charges = Enumerable.Range(0, 50).Select(_ => Task.Run(() => sale.ChargeAsync("ann", 10)));
        var payments = Enumerable
            .Range(0, 50)
            .Select(i =>
                Task.Run(() => sale.Wallet("ann").PayAsync(new PayFromWallet($"rsv-{i / 2}-a", 20)))
            );
        await Task.WhenAll(charges.Cast<Task>().Concat(payments));

        (await sale.Wallet("ann").GetBalanceAsync()).ShouldBe(1000 + 500 - (25 * 20));
    }

    private static async Task<List<WalletEntry>> ReadAllAsync(SaleHost sale, int limit)
    {
        var entries = new List<WalletEntry>();
        long? before = 0;
        while (before is { } next)
        {
            var page = await sale.Wallet("ann").GetHistoryAsync(next, limit);
            entries.AddRange(page.Entries);
            before = page.Next;
        }

        return entries;
    }
}
