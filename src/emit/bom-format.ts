/*
 * The part of CycloneDX 1.7 (ECMA-424, bom-1.7.schema.json) that is written here. Keys are in the order of the schema.
 */

export interface BomProperty {
  readonly name: string;
  readonly value: string;
}

export interface BomReference {
  readonly type: 'vcs' | 'website' | 'documentation' | 'evidence';
  /** An IRI reference. */
  readonly url: string;
  readonly comment?: string;
}

export interface BomComponent {
  readonly type: 'application' | 'data';
  readonly 'bom-ref': string;
  readonly group?: string;
  readonly name: string;
  readonly version?: string;
  readonly description?: string;
  readonly licenses?: readonly ({ readonly expression: string } | { readonly license: { readonly name: string } })[];
  readonly externalReferences?: readonly BomReference[];
  readonly properties?: readonly BomProperty[];
}

export interface BomOrganization {
  readonly name: string;
  readonly url?: readonly string[];
}

export interface BomClaim {
  readonly 'bom-ref': string;
  readonly target: string;
  readonly predicate: string;
  readonly reasoning: string;
  readonly evidence: readonly string[];
}

export interface BomEvidence {
  readonly 'bom-ref': string;
  readonly description: string;
  readonly data: readonly {
    readonly name: string;
    readonly contents:
      | { readonly attachment: { readonly contentType: string; readonly content: string } }
      | { readonly url: string };
  }[];
  readonly created: string;
}

export interface BomDeclarations {
  readonly assessors: readonly { readonly 'bom-ref': string; readonly organization: BomOrganization }[];
  readonly attestations: readonly {
    readonly summary: string;
    readonly assessor: string;
    readonly map: readonly { readonly requirement: string; readonly claims: readonly string[] }[];
  }[];
  readonly claims: readonly BomClaim[];
  readonly evidence: readonly BomEvidence[];
}

export interface BomStandard {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly requirements: readonly {
    readonly 'bom-ref': string;
    readonly identifier: string;
    readonly title: string;
    readonly text: string;
    readonly descriptions: readonly string[];
  }[];
  readonly externalReferences: readonly BomReference[];
}

export interface Bom {
  readonly $schema: string;
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.7';
  readonly version: number;
  readonly metadata: {
    readonly timestamp: string;
    readonly tools: { readonly components: readonly BomComponent[] };
    readonly manufacturer?: BomOrganization;
    readonly component: BomComponent;
    readonly properties: readonly BomProperty[];
  };
  readonly components: readonly BomComponent[];
  readonly declarations?: BomDeclarations;
  readonly definitions: { readonly standards: readonly BomStandard[] };
}
