import { GroupMember } from './group-member.ts';
import type { SubscribeOptions } from '../event-log.ts';
import type { LogContext } from './log-context.ts';

/** Members of each group on each topic, in the order in which they came: the first works, the others stand by. */
export class GroupSeats {
  readonly #members = new Map<string, GroupMember[]>();

  async join(context: LogContext, options: SubscribeOptions): Promise<GroupMember> {
    const seat = JSON.stringify([options.topic, options.group]);
    const members = this.#members.get(seat) ?? [];
    this.#members.set(seat, members);
    const member = new GroupMember(context, options, (left) => this.#left(seat, left));
    members.push(member);
    if (members[0] !== member) return member;
    try {
      await member.start();
    } catch (error) {
      await member.stop();
      throw error;
    }
    return member;
  }

  /** Groups that have a member on this topic. */
  groupsOf(topic: string): readonly string[] {
    return [...this.#members.values()].flatMap(([first]) => (first?.topic === topic ? [first.group] : []));
  }

  /** Those who work, one of each group on each topic. */
  get working(): readonly GroupMember[] {
    return [...this.#members.values()].flatMap(([first]) => (first === undefined ? [] : [first]));
  }

  /** Those who stand by first, so that none of them takes over from one that stops. */
  async stopAll(): Promise<void> {
    const all = [...this.#members.values()].flatMap((members) => members.toReversed());
    await Promise.all(all.map((member) => member.stop()));
  }

  #left(seat: string, member: GroupMember): void {
    const members = this.#members.get(seat) ?? [];
    const worked = members[0] === member;
    members.splice(members.indexOf(member), 1);
    if (members.length === 0) this.#members.delete(seat);
    else if (worked) void members[0]?.takeOver();
  }
}
