/**
 * Conditions of a pack, written in adaptive-expressions and parsed once at start. Only the functions listed here exist;
 * an unknown fact, an unknown function or a comparison of unlike things is refused at start, not met in a case.
 * Results are three-valued: true OR unknown is true, false AND unknown is false.
 */
import { Constant, Expression, ExpressionType } from 'adaptive-expressions';
import { facts as known, isFactName, type FactName, type Facts } from './facts.ts';

export type Truth = true | false | 'unknown';

export type Condition = {
  /** As the pack writes it. */
  readonly text: string;
  /** The facts it asks for, each once, in the order written. */
  readonly facts: readonly FactName[];
  decide(facts: Facts): Truth;
};

/** Why a text is no condition, every reason at once. */
export class ConditionFault extends Error {
  readonly reasons: readonly string[];
  constructor(reasons: readonly string[]) {
    super(`Not a condition: ${reasons.join('; ')}.`);
    this.name = 'ConditionFault';
    this.reasons = reasons;
  }
}

type ValueType = 'boolean' | 'number' | 'string';

const { Accessor, And, Or, Not, Equal, NotEqual, LessThan, LessThanOrEqual, GreaterThan, GreaterThanOrEqual } = ExpressionType;
const joins: readonly string[] = [And, Or, Not];
const equalities: readonly string[] = [Equal, NotEqual];
const orders: readonly string[] = [LessThan, LessThanOrEqual, GreaterThan, GreaterThanOrEqual];
const allowed = new Set([Accessor, ...joins, ...equalities, ...orders]);
const longestText = 300;

/** Throws a `ConditionFault` when the text is not a true-or-false condition over known facts. */
export function parseCondition(text: string): Condition {
  const expression = parse(text);
  const reasons: string[] = [];
  const type = typeOf(expression, reasons);
  const facts = [...new Set(factsIn(expression))];
  if (reasons.length === 0 && (type !== 'boolean' || facts.length === 0)) reasons.push('it does not ask whether something is so');
  if (reasons.length > 0) throw new ConditionFault(reasons);
  return { text, facts, decide: (known) => decide(expression, known) };
}

function parse(text: string): Expression {
  if (text.length > longestText) throw new ConditionFault([`it is longer than ${longestText} characters`]);
  const refused: string[] = [];
  const lookup = (name: string): ReturnType<typeof Expression.lookup> => {
    if (!allowed.has(name)) refused.push(`'${name}' may not be used here`);
    return Expression.lookup(allowed.has(name) ? name : And);
  };
  try {
    const expression = Expression.parse(text, lookup);
    if (refused.length > 0) throw new ConditionFault([...new Set(refused)]);
    return expression;
  } catch (fault) {
    if (fault instanceof ConditionFault) throw fault;
    throw new ConditionFault(refused.length > 0 ? [...new Set(refused)] : ['it cannot be read as an expression']);
  }
}

/** The type of the value, collecting what is wrong on the way; undefined where a reason has been given. */
function typeOf(expression: Expression, reasons: string[]): ValueType | undefined {
  if (expression instanceof Constant) return typeOfConstant(expression, reasons);
  if (expression.type === Accessor) return typeOfFact(expression, reasons);
  const types = expression.children.map((child) => typeOf(child, reasons));
  if (types.includes(undefined)) return undefined;
  if (!takes(expression.type, types)) {
    reasons.push(`'${expression.type}' cannot take ${types.join(' and ') || 'nothing'}`);
    return undefined;
  }
  const impossible = equalities.includes(expression.type) ? impossibleChoice(expression) : undefined;
  if (impossible !== undefined) reasons.push(`'${impossible}' is never the answer there`);
  return 'boolean';
}

function takes(operator: string, types: readonly (ValueType | undefined)[]): boolean {
  if (operator === Not) return types.length === 1 && types[0] === 'boolean';
  if (joins.includes(operator)) return types.length >= 2 && types.every((type) => type === 'boolean');
  if (orders.includes(operator)) return types.length === 2 && types.every((type) => type === 'number');
  return types.length === 2 && types[0] === types[1];
}

/** A choice compared with something it can never be. */
function impossibleChoice({ children }: Expression): string | undefined {
  const choices = children.flatMap((child) => {
    const fact = factOf(child);
    return fact !== undefined && known[fact].type === 'choice' ? [known[fact].choices as readonly string[]] : [];
  });
  const written = children.find((child) => child instanceof Constant);
  const value: unknown = written instanceof Constant ? written.value : undefined;
  return typeof value === 'string' && choices.some((each) => !each.includes(value)) ? value : undefined;
}

function typeOfConstant(constant: Constant, reasons: string[]): ValueType | undefined {
  const type = typeof constant.value;
  if (type === 'boolean' || type === 'number' || type === 'string') return type;
  reasons.push('only true, false, numbers and texts can be written out');
  return undefined;
}

function typeOfFact(expression: Expression, reasons: string[]): ValueType | undefined {
  const name = factOf(expression);
  if (name === undefined) reasons.push(`'${expression.toString()}' is not a fact this companion knows`);
  else if (known[name].type === 'choice') return 'string';
  else if (known[name].type === 'boolean' || known[name].type === 'number') return known[name].type;
  else reasons.push(`'${name}' is a date: a condition asks for answers and numbers`);
  return undefined;
}

function factOf(expression: Expression): FactName | undefined {
  const [name, ...rest] = expression.children;
  const value: unknown = name instanceof Constant ? name.value : undefined;
  return expression.type === Accessor && rest.length === 0 && typeof value === 'string' && isFactName(value) ? value : undefined;
}

function factsIn(expression: Expression): FactName[] {
  const name = expression.type === Accessor ? factOf(expression) : undefined;
  return name === undefined ? expression.children.flatMap(factsIn) : [name];
}

function decide(expression: Expression, facts: Facts): Truth {
  const children = (): Truth[] => expression.children.map((child) => decide(child, facts));
  switch (expression.type) {
    case And: return weigh(children(), false);
    case Or: return weigh(children(), true);
    case Not: return opposite(children()[0] ?? 'unknown');
    default: return compare(expression, facts);
  }
}

/** The deciding value wins even beside an unknown; without it one unknown leaves the whole unknown. */
function weigh(truths: readonly Truth[], deciding: boolean): Truth {
  if (truths.includes(deciding)) return deciding;
  return truths.includes('unknown') ? 'unknown' : !deciding;
}

function opposite(truth: Truth): Truth {
  return truth === 'unknown' ? truth : !truth;
}

function compare(expression: Expression, facts: Facts): Truth {
  if (factsIn(expression).some((name) => facts[name] === undefined)) return 'unknown';
  const { value, error } = expression.tryEvaluate(facts) as { value: unknown; error: string | undefined };
  return error === undefined && typeof value === 'boolean' ? value : 'unknown';
}
