using Ticketing.Common;

namespace Ticketing.Reservations;

/// <summary>Where reservations are found: in the own row, else on the page of their number.</summary>
internal sealed partial class ReservationBookGrain
{
    private async Task<Reservation?> FindRecordAsync(string reservationId)
    {
        var reservation = await FindNumberAsync(ReservationIds.NumberOfReservation(reservationId));
        return reservation?.ReservationId == reservationId ? reservation : null;
    }

    private async Task<Reservation?> FindNumberAsync(long number)
    {
        if (number < 1 || number >= book.State.Next)
        {
            return null;
        }

        if (ReservationRules.Find(book.State, number) is { } own)
        {
            return own;
        }

        var page = await ReadPageAsync(ReservationRules.PageOf(number));
        return page.FirstOrDefault(reservation => reservation.Number == number);
    }

    private async Task<Reservation?> FindByReserveOperationAsync(Operation? operation)
    {
        if (operation is null)
        {
            return null;
        }

        return Own().FirstOrDefault(reservation => reservation.Operation?.Id == operation.Id)
            ?? await FindPagedAsync(OperationKeys.Reserve(UserId, operation.Id));
    }

    private async Task<Reservation?> FindByPayOperationAsync(Operation? operation)
    {
        if (operation is null)
        {
            return null;
        }

        return Own().FirstOrDefault(reservation => reservation.PayOperation?.Id == operation.Id)
            ?? await FindPagedAsync(OperationKeys.Pay(UserId, operation.Id));
    }

    private async Task<Reservation?> FindPagedAsync(string operationKey)
    {
        if (book.State.Pages == 0)
        {
            return null;
        }

        var operation = await records.ReadAsync<OperationState>(StateNames.Operation, operationKey);
        return operation.RecordExists ? await FindNumberAsync(operation.State!.Number) : null;
    }

    private async Task<ReservationPage> ListRecordsAsync(long before, int limit, bool ticketsOnly)
    {
        var own = Own().ToDictionary(reservation => reservation.Number);
        var found = ImmutableArray.CreateBuilder<Reservation>();
        var page = (Number: -1L, Reservations: ImmutableArray<Reservation>.Empty);
        var pagesRead = 0;
        var number = (before <= 0 ? book.State.Next : Math.Min(before, book.State.Next)) - 1;
        for (; number >= 1 && found.Count < limit; number--)
        {
            if (!own.TryGetValue(number, out var reservation))
            {
                var wanted = ReservationRules.PageOf(number);
                if (page.Number != wanted)
                {
                    if (pagesRead++ == options.Value.MaxPagesPerList)
                    {
                        break;
                    }

                    page = (wanted, await ReadPageAsync(wanted));
                }

                reservation = page.Reservations.FirstOrDefault(paged => paged.Number == number);
            }

            if (reservation is not null && (!ticketsOnly || reservation.Payment is not null))
            {
                found.Add(reservation);
            }
        }

        return new ReservationPage(found.ToImmutable(), number >= 1 ? number + 1 : null);
    }

    private IEnumerable<Reservation> Own() => book.State.Open.Concat(book.State.Recent);

    private async Task<ImmutableArray<Reservation>> ReadPageAsync(long page)
    {
        var key = StateNames.PageKey(UserId, page);
        var record = await records.ReadAsync<ReservationsPageState>(StateNames.ReservationsPage, key);
        return record.State!.Reservations;
    }

    /// <summary>Stores the next row; moves old reservations to their pages first when it is full.</summary>
    private async Task StoreAsync(ReservationsState next)
    {
        if (ReservationPaging.Next(book.State, options.Value) is { } move)
        {
            await WriteAsync(move);
            next = ReservationPaging.Without(next, move);
        }

        await PersistAsync(book, next);
    }

    private async Task WriteAsync(PageMove move)
    {
        var pages = move
            .Reservations.GroupBy(reservation => ReservationRules.PageOf(reservation.Number))
            .Select(page =>
                records.ChangeAsync<ReservationsPageState>(
                    StateNames.ReservationsPage,
                    StateNames.PageKey(UserId, page.Key),
                    stored => ReservationPaging.Merge(stored, page)
                )
            );
        var operations = move
            .Reservations.SelectMany(OperationsOf)
            .Select(operation =>
                records.ChangeAsync<OperationState>(StateNames.Operation, operation.Key, _ => operation.State)
            );
        await Task.WhenAll(pages.Concat(operations));
        LogMoved(UserId, move.Reservations.Length, move.Pages);
    }

    private IEnumerable<(string Key, OperationState State)> OperationsOf(Reservation reservation)
    {
        var state = new OperationState { Number = reservation.Number };
        if (reservation.Operation is { } reserve)
        {
            yield return (OperationKeys.Reserve(UserId, reserve.Id), state);
        }

        if (reservation.PayOperation is { } pay)
        {
            yield return (OperationKeys.Pay(UserId, pay.Id), state);
        }
    }
}
